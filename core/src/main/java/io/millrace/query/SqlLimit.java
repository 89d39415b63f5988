package io.millrace.query;

import java.util.Arrays;
import java.util.Locale;

/**
 * What SQL can ask for too much of. Each has a default that all but unusual queries stay below; see
 * {@link SqlLimits}. Those up to {@link #INSERTED_VALUES} are checked while a statement is
 * compiled, the others by a running engine.
 */
public enum SqlLimit {
  /** Characters of a statement, from its first to its last token. */
  STATEMENT_LENGTH(1 << 20, 1 << 24),
  /** Characters of a string or number, as it is written, without quotes. */
  LITERAL_LENGTH(1 << 14, 1 << 24),
  /** Parentheses, brackets, CASE and inner queries in each other. */
  NESTING(100, 100),
  /** Operators in each other, such as in {@code a + b + c}; a row of them counts each. */
  EXPRESSION_DEPTH(250, 250),
  /**
   * Operators and operands of all expressions of a query, once inner queries are written into outer
   * ones. A list of IN that is searched counts as one.
   */
  EXPRESSION_SIZE(5_000, 1_000_000),
  /** Columns of a stream. */
  COLUMNS(1_000, 10_000),
  /** Columns of a SELECT, inner ones included, with each {@code *} written out. */
  RESULT_COLUMNS(250, 10_000),
  /** Keys of GROUP BY or PARTITION BY. */
  KEYS(30, 30),
  /** Values of an IN list. */
  LIST_VALUES(5_000, 100_000),
  /** Rows of an INSERT … VALUES times columns of its stream. */
  INSERTED_VALUES(1 << 22, 1 << 28),
  /** Streams of an engine. */
  STREAMS(10_000, Integer.MAX_VALUE),
  /** Standing queries of an engine. */
  QUERIES(100_000, Integer.MAX_VALUE),
  /** Windows that a query has open at a time on a partition. */
  OPEN_WINDOWS(100_000, Integer.MAX_VALUE),
  /** Bytes of a query's state on all partitions; the engine's budget bounds it in any case. */
  QUERY_MEMORY(Long.MAX_VALUE, Long.MAX_VALUE);

  private final long standard;
  private final long most;

  SqlLimit(long standard, long most) {
    this.standard = standard;
    this.most = most;
  }

  /** What holds unless something else is said. */
  public long standard() {
    return standard;
  }

  /** Largest value that it can be given; the smallest is 1. */
  public long most() {
    return most;
  }

  /** Its name in settings and messages, such as {@code open-windows}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The limit of a name, in any case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SqlLimit of(String word) {
    return Arrays.stream(values())
        .filter(limit -> limit.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown limit: name="
                        + word
                        + "; use one of "
                        + String.join(", ", Arrays.stream(values()).map(SqlLimit::word).toList())));
  }
}
