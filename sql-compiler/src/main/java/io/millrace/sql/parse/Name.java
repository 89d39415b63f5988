package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * A simple name of a stream or a column.
 *
 * @param text the name as written, without quotes
 * @param position where it stands
 */
public record Name(String text, SqlPosition position) {

  /** The name in a simple identifier. */
  public static Name of(SqlIdentifier identifier) {
    return new Name(identifier.getSimple(), Positions.of(identifier));
  }

  /** The names in a list of simple identifiers. */
  public static List<Name> listOf(SqlNodeList identifiers) {
    return identifiers.stream().map(SqlIdentifier.class::cast).map(Name::of).toList();
  }

  /** The name that the node is, or null if it is something else. */
  static Name orNull(SqlNode node) {
    return node instanceof SqlIdentifier identifier && identifier.isSimple()
        ? of(identifier)
        : null;
  }

  /** Whether both names mean the same, case ignored. */
  public boolean matches(Name other) {
    return text.equalsIgnoreCase(other.text);
  }
}
