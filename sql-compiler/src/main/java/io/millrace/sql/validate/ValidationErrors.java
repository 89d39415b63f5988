package io.millrace.sql.validate;

import io.millrace.query.Catalog;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Column;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Turns what Calcite's validator says into errors in our words, with candidates. */
final class ValidationErrors {
  private static final int MOST_SHOWN = 200;

  private static final Pattern COLUMN =
      Pattern.compile("(?:Column|Unknown field|Unknown identifier) '([^']*)'(?: not found.*)?");
  private static final Pattern TABLE = Pattern.compile("(?:Object|Table) '([^']*)' not found.*");
  private static final Pattern FUNCTION =
      Pattern.compile("No match found for function signature (\\w+).*", Pattern.DOTALL);

  private static final Pattern TUMBLE = Pattern.compile("Cannot apply '\\$?TUMBLE' ");

  private static final String TYPES =
      Arrays.stream(TypeKind.values())
          .map(TypeKind::name)
          .filter(name -> !name.startsWith("INTERVAL"))
          .collect(Collectors.joining(", "));

  private ValidationErrors() {}

  /**
   * The error of a query that Calcite has no error for, but fails on.
   *
   * @throws RuntimeException the failure itself, if the stack was too small for the query
   */
  static SqlException notUnderstood(RuntimeException failure, SqlNode query) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError) {
        throw failure;
      }
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String shown = message.substring(0, Math.min(MOST_SHOWN, message.length()));
    SqlException error =
        Positions.refuse(
            query, "query is not understood: " + inOurStyle(shown) + "; write it another way");
    error.initCause(failure);
    return error;
  }

  static SqlException translate(CalciteContextException e, SqlNode query, Catalog catalog) {
    SqlPosition position =
        new SqlPosition(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    Matcher column = COLUMN.matcher(message);
    if (column.matches() && isType(column.group(1), query)) {
      return new SqlException(
          "unknown type: name=" + column.group(1) + "; use one of " + TYPES, position);
    }
    if (column.matches()) {
      return new SqlException(
          "unknown column: name=" + column.group(1),
          position,
          Names.closest(column.group(1), columnsRead(query, catalog)));
    }
    Matcher table = TABLE.matcher(message);
    if (table.matches()) {
      List<String> streams = catalog.streams().stream().map(StreamDefinition::name).toList();
      return new SqlException(
          "unknown stream: name=" + table.group(1) + "; declare it with CREATE STREAM",
          position,
          Names.closest(table.group(1), streams));
    }
    Matcher function = FUNCTION.matcher(message);
    if (function.matches()) {
      String name = function.group(1).toUpperCase(Locale.ROOT);
      return new SqlException(
          "unknown function or wrong arguments: function="
              + name
              + "; use one of "
              + String.join(", ", OperatorRefusals.FUNCTIONS),
          position,
          Names.closest(name, OperatorRefusals.FUNCTIONS));
    }
    if (TUMBLE.matcher(message).find()) {
      return new SqlException(
          "wrong arguments of TUMBLE; give the event-time column, which is a TIMESTAMP, and an"
              + " interval: TUMBLE(event_time, INTERVAL '1' HOUR)",
          position);
    }
    String reworded = Rewording.of(message.strip().replaceAll("[.!]$", ""));
    return new SqlException(reworded == null ? inOurStyle(message) : reworded, position);
  }

  /** First letter small unless it begins an SQL word, no period at the end, one line. */
  private static String inOurStyle(String message) {
    String line = message.strip().replaceAll("\\s+", " ").replaceAll("[.!]$", "");
    boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
    return word ? Character.toLowerCase(line.charAt(0)) + line.substring(1) : line;
  }

  private static boolean isType(String name, SqlNode query) {
    boolean[] found = new boolean[1];
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDataTypeSpec type) {
            found[0] |= type.getTypeName().getSimple().equals(name);
            return null;
          }
        });
    return found[0];
  }

  private static List<String> columnsRead(SqlNode query, Catalog catalog) {
    List<String> columns = new ArrayList<>();
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier id) {
            StreamDefinition stream = catalog.find(String.join(".", id.names));
            if (stream != null) {
              stream.schema().columns().stream().map(Column::name).forEach(columns::add);
            }
            return null;
          }
        });
    return columns;
  }
}
