package io.millrace.perf.overload;

import io.millrace.OverloadPolicy;

/** The streams of the run: one whose publisher waits, and one whose rows are dropped. */
enum OfferedStream {
  /** Backpressure: rows that are due and do not get in stay with the publisher. */
  WAITS(OverloadPolicy.BLOCK),
  /** Rows that do not get in are dropped and counted. */
  DROPS(OverloadPolicy.DROP_NEWEST);

  private final OverloadPolicy policy;

  OfferedStream(OverloadPolicy policy) {
    this.policy = policy;
  }

  /** Its name in SQL. */
  String sqlName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Its declaration; the columns are those of the trades. */
  String ddl() {
    return "CREATE STREAM "
        + sqlName()
        + " (symbol VARCHAR NOT NULL, price BIGINT NOT NULL, quantity BIGINT NOT NULL, event_time"
        + " TIMESTAMP(9) NOT NULL, WATERMARK FOR event_time AS event_time - INTERVAL '0.1' SECOND)"
        + " WITH ('overload' = '"
        + policy.word()
        + "')";
  }
}
