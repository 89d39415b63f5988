package io.millrace.perf.overload;

import io.millrace.perf.steady.TradeSeries;

/** Rows and volume of each symbol. One thread writes; read by others when that one is at rest. */
final class Tally {
  private final long[] counts = new long[TradeSeries.SYMBOLS];
  private final long[] volumes = new long[TradeSeries.SYMBOLS];

  /** Takes a row into account, or several at once. */
  void add(int symbol, long rows, long volume) {
    counts[symbol] += rows;
    volumes[symbol] += volume;
  }

  /** Takes the newest figures of a symbol in place of those before. */
  void set(int symbol, long rows, long volume) {
    counts[symbol] = rows;
    volumes[symbol] = volume;
  }

  long count(int symbol) {
    return counts[symbol];
  }

  long volume(int symbol) {
    return volumes[symbol];
  }

  /** Rows of all symbols. */
  long rows() {
    long rows = 0;
    for (long count : counts) {
      rows += count;
    }
    return rows;
  }
}
