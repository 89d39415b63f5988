package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/** What Calcite's grammar refuses while it builds nodes, in our words. */
final class CalciteErrors {
  private static final Pattern NUMBER = Pattern.compile("Literal '([^']*)' can not be parsed.*");
  private static final Pattern NO_QUERY =
      Pattern.compile("Non-query expression encountered.*|Expected query or join.*");
  private static final Pattern QUERY = Pattern.compile("Query expression encountered.*");

  private CalciteErrors() {}

  static SqlException translate(CalciteContextException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    SqlPosition position =
        new SqlPosition(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
    return new SqlException(inOurWords(message.strip().replaceAll("\\s+", " ")), position);
  }

  private static String inOurWords(String message) {
    Matcher number = NUMBER.matcher(message);
    if (number.matches()) {
      return "number is too large: number=" + number.group(1) + "; write a smaller one";
    }
    if (NO_QUERY.matcher(message).matches()) {
      return "not a query; write SELECT … FROM …";
    }
    if (QUERY.matcher(message).matches()) {
      return "a query cannot stand here; write an expression";
    }
    if (message.startsWith("BETWEEN operator has no terminating AND")) {
      return "BETWEEN without AND; write value BETWEEN low AND high";
    }
    String line = message.replaceAll("[.!]$", "");
    boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
    return word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line;
  }
}
