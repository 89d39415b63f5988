package io.millrace.perf.bench;

/** How long a measure may take. */
public enum Effort {
  /** As short as it can be without failing: figures mean nothing, a second at most. */
  SMOKE,
  /** A few seconds: figures that show an order of magnitude. */
  QUICK,
  /** Up to a minute: figures to publish. */
  FULL
}
