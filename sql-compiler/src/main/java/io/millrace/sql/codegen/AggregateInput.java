package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.Value;

/**
 * What an aggregate takes of a row.
 *
 * @param value the argument, or null for COUNT(*)
 * @param counts Java expression: whether the row counts (passes FILTER and is not NULL)
 * @param digest text that is equal for inputs that are the same
 */
record AggregateInput(Value value, String counts, String digest) {
  boolean always() {
    return counts.equals("true");
  }

  /** Whether no row counts: the argument is NULL whatever the row, and has no usable code. */
  boolean never() {
    return counts.equals("false");
  }

  /** Opens a block for rows that count; nothing if all do. */
  void open(CodeWriter body) {
    if (!always()) {
      body.open("if (" + counts + ")");
    }
  }

  void close(CodeWriter body) {
    if (!always()) {
      body.close();
    }
  }
}
