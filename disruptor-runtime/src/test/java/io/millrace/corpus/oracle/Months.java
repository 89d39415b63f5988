package io.millrace.corpus.oracle;

/** An interval of months. */
record Months(long count) {}
