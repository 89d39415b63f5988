package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;
import java.util.Locale;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A name and a value, as in {@code WITH ('connector' = 'file')}.
 *
 * @param key the name in lower case
 * @param value the value as text; {@code true} or {@code false} of a boolean
 * @param keyPosition where the name stands
 * @param valuePosition where the value stands
 */
public record OptionEntry(
    String key, String value, SqlPosition keyPosition, SqlPosition valuePosition) {

  /**
   * The entry of two nodes.
   *
   * @param key an identifier, possibly with dots, or a string
   * @param value a string, number, boolean or identifier
   */
  public static OptionEntry of(SqlNode key, SqlNode value) {
    String name = text(key).toLowerCase(Locale.ROOT);
    if (name.isBlank()) {
      throw Positions.refuse(key, "option without a name; write 'name' = 'value'");
    }
    return new OptionEntry(name, text(value), Positions.of(key), Positions.of(value));
  }

  private static String text(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return identifier.toString();
    }
    String value = node instanceof SqlLiteral literal ? literal.toValue() : null;
    if (value != null && ((SqlLiteral) node).getTypeName() == SqlTypeName.BOOLEAN) {
      return value.toLowerCase(Locale.ROOT);
    }
    if (value == null) {
      throw Positions.refuse(node, "not the value of an option; write 'name' = 'value'");
    }
    return value;
  }
}
