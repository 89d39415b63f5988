package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.ParseException;
import io.millrace.sql.parse.grammar.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.runtime.CalciteContextException;

/** Says briefly what the generated parser did not understand. */
final class SyntaxErrors {
  private static final int MOST_EXPECTATIONS = 5;
  private static final int LONGEST_FOUND = 40;

  /** What is worth telling, in this order, when many things could follow. */
  private static final List<String> TELLING =
      List.of(
          ")", ",", "(", "=", "FROM", "BY", "AS", "THEN", "WHEN", "END", "AND", "ON", "INTO",
          "VALUES", "SELECT", "STREAM", "TABLE", "EXISTS", "NULL", "FINAL", "CHANGES", "CHANGE",
          "FOR", "KEY", "JOIN", "WHERE", "GROUP", "EMIT", ".");

  private SyntaxErrors() {}

  static SqlException of(ParseException e) {
    Token found = e.currentToken.next;
    SqlPosition position =
        new SqlPosition(found.beginLine, found.beginColumn, found.endLine, found.endColumn);
    String what =
        found.kind == GeneratedParserConstants.EOF
            ? "unexpected end of statement"
            : "syntax error: found=" + shortened(found.image);
    List<String> expected = expectations(e);
    return new SqlException(
        expected.isEmpty() ? what : what + "; expected " + String.join(", ", expected), position);
  }

  static SqlException of(CalciteContextException e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    String line = message.strip().replaceAll("\\s+", " ").replaceAll("[.!]$", "");
    boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
    return new SqlException(
        word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line,
        new SqlPosition(e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn()));
  }

  private static List<String> expectations(ParseException e) {
    Set<Integer> kinds = new TreeSet<>();
    for (int[] sequence : e.expectedTokenSequences) {
      kinds.add(sequence[0]);
    }
    List<String> result = new ArrayList<>();
    boolean name = kinds.contains(GeneratedParserConstants.IDENTIFIER);
    boolean expression = kinds.contains(GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL);
    boolean type = kinds.contains(GeneratedParserConstants.VARCHAR);
    if (expression) {
      result.add("an expression");
    } else if (type) {
      result.add("a type");
    } else if (name) {
      result.add("a name");
    }
    for (String telling : TELLING) {
      boolean partOfExpression = expression && (telling.equals("(") || telling.equals("NULL"));
      if (result.size() < MOST_EXPECTATIONS
          && !partOfExpression
          && kinds.contains(kindOf(telling))) {
        result.add(telling);
      }
    }
    if (result.isEmpty()) {
      addAll(result, kinds);
    }
    return result;
  }

  private static void addAll(List<String> result, Set<Integer> kinds) {
    for (int kind : kinds) {
      String text = kind == GeneratedParserConstants.EOF ? "end of statement" : null;
      text = text == null ? TokenKinds.text(kind) : text;
      if (text != null && result.size() < MOST_EXPECTATIONS) {
        result.add(text);
      }
    }
  }

  private static int kindOf(String text) {
    return Character.isLetter(text.charAt(0)) ? TokenKinds.ofWord(text) : TokenKinds.ofSymbol(text);
  }

  private static String shortened(String image) {
    String line = image.lines().findFirst().orElse("");
    return line.length() <= LONGEST_FOUND ? line : line.substring(0, LONGEST_FOUND) + "...";
  }
}
