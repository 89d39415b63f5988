package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.sql.parse.grammar.Token;
import java.util.List;

/** Knows the words that statements begin with. */
final class StatementStart {
  private static final List<String> KNOWN =
      List.of("SELECT", "INSERT", "CREATE", "DROP", "EXPLAIN", "SET", "WITH", "VALUES", "TABLE");

  private static final List<String> ELSEWHERE =
      List.of(
          "ALTER",
          "ANALYZE",
          "BEGIN",
          "CALL",
          "COMMIT",
          "COPY",
          "DELETE",
          "DESC",
          "DESCRIBE",
          "GRANT",
          "MERGE",
          "RESET",
          "ROLLBACK",
          "SHOW",
          "TRUNCATE",
          "UPDATE",
          "UPSERT",
          "USE");

  private static final String REMEDY =
      "; use SELECT, INSERT, CREATE STREAM, DROP STREAM, EXPLAIN or SET";

  private StatementStart() {}

  /** Refuses tokens whose first one begins no statement. */
  static void check(Token first) {
    String word = Tokens.upper(first);
    if (KNOWN.contains(word) || word.equals("(")) {
      return;
    }
    if (ELSEWHERE.contains(word)) {
      throw new SqlException(
          "statement is not supported: statement=" + word + REMEDY, Tokens.position(first));
    }
    List<String> close = KNOWN.stream().filter(known -> OneEdit.apart(word, known)).toList();
    throw new SqlException(
        "unknown statement: found=" + first.image + (close.isEmpty() ? REMEDY : ""),
        Tokens.position(first),
        close);
  }
}
