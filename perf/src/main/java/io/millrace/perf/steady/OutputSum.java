package io.millrace.perf.steady;

import io.millrace.output.Row;
import io.millrace.output.RowSubscriber;
import io.millrace.type.VarcharView;

/**
 * All output of one query in little space: how many rows, a sum over all of them, and a digest of
 * the last row of each symbol. Takes rows of a symbol and further columns of longs through views,
 * or values that were computed. One thread; read when it is at rest.
 */
final class OutputSum implements RowSubscriber {
  private static final long MIXER = 0xD6E8FEB86659FD93L;

  private final int columns;
  private final VarcharView symbol = new VarcharView();
  private final long[] last = new long[TradeSeries.SYMBOLS];
  private long rows;
  private long sum;

  /** Of rows of so many columns. */
  OutputSum(int columns) {
    this.columns = columns;
  }

  @Override
  public void onRow(Row row) {
    row.getVarchar(0, symbol);
    int number = TradeSeries.symbolOf(symbol.bytes(), symbol.offset());
    long digest = begin(number);
    for (int column = 1; column < columns; column++) {
      digest = mix(digest, row.getLong(column));
    }
    add(number, digest);
  }

  /** The digest of a row of which only the symbol is known. */
  static long begin(int symbol) {
    return mix(0, symbol);
  }

  /** The digest with one more value. */
  static long mix(long digest, long value) {
    long mixed = (digest + value) * MIXER;
    return mixed ^ mixed >>> 32;
  }

  /** Adds a row. */
  void add(int symbolNumber, long digest) {
    rows++;
    sum += digest;
    last[symbolNumber] = digest;
  }

  /** Rows so far. */
  long rows() {
    return rows;
  }

  /** What is different in another one; empty if nothing is. */
  String differenceFrom(OutputSum expected) {
    if (rows != expected.rows) {
      return "rows: expected=" + expected.rows + ", found=" + rows;
    }
    if (sum != expected.sum) {
      return "sum over all rows: expected=" + expected.sum + ", found=" + sum;
    }
    for (int i = 0; i < last.length; i++) {
      if (last[i] != expected.last[i]) {
        return "last row of a symbol: symbol=" + i;
      }
    }
    return "";
  }
}
