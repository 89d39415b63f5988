package io.millrace.perf.overload;

import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Row;
import io.millrace.output.Subscriber;
import io.millrace.perf.steady.TradeSeries;
import io.millrace.type.VarcharView;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * All output of a query that stands for the whole run, in little space, late rows among it. Under
 * ordered delivery; read when the engine is at rest.
 */
final class StandingAnswer implements Subscriber {
  private static final int NUMBER = 1;
  private static final int VOLUME = 2;
  private static final int QUANTITY = 2;

  private final StandingQuery query;
  private final Tally seen = new Tally();
  private final AtomicLongArray lateCounts = new AtomicLongArray(TradeSeries.SYMBOLS);
  private final AtomicLongArray lateVolumes = new AtomicLongArray(TradeSeries.SYMBOLS);
  private final VarcharView symbolView = new VarcharView();
  private final Row row = new Row();
  private long steps;
  private volatile QueryFailedException failure;

  StandingAnswer(StandingQuery query) {
    this.query = query;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    for (int i = 0; i < rows.rowCount(); i++) {
      take(row.wrap(rows, i));
    }
  }

  private void take(Row output) {
    output.getVarchar(0, symbolView);
    int symbol = TradeSeries.symbolOf(symbolView.bytes(), symbolView.offset());
    long volume = output.getLong(VOLUME);
    switch (query) {
      case FILTER -> seen.add(symbol, 1, volume);
      case WINDOW -> seen.add(symbol, output.getLong(NUMBER), volume);
      case GROUP -> seen.set(symbol, next(symbol, output.getLong(NUMBER)), volume);
      case NUMBER ->
          seen.set(symbol, next(symbol, output.getLong(NUMBER)), seen.volume(symbol) + volume);
    }
  }

  /** A number that must be the one behind the last of its symbol. */
  private long next(int symbol, long number) {
    if (number != seen.count(symbol) + 1) {
      steps++;
    }
    return number;
  }

  @Override
  public void onLateRow(RecordBatch batch, int rowIndex, long sequence, String reason) {
    Row late = new Row().wrap(batch, rowIndex);
    VarcharView view = late.getVarchar(0, new VarcharView());
    int symbol = TradeSeries.symbolOf(view.bytes(), view.offset());
    lateCounts.incrementAndGet(symbol);
    lateVolumes.addAndGet(symbol, late.getLong(QUANTITY));
  }

  @Override
  public void onError(QueryFailedException reason) {
    failure = reason;
  }

  /** Rows that came too late for it. */
  long lateRows() {
    long rows = 0;
    for (int symbol = 0; symbol < TradeSeries.SYMBOLS; symbol++) {
      rows += lateCounts.get(symbol);
    }
    return rows;
  }

  /** Rows in its answer, late ones left out. */
  long rows() {
    return seen.rows();
  }

  /** What differs from the rows that it must have counted; empty if nothing does. */
  String differenceFrom(Tally expected) {
    if (failure != null) {
      return "stopped: " + failure.getMessage();
    }
    if (steps > 0) {
      return "numbers that do not follow the one before: " + steps;
    }
    for (int symbol = 0; symbol < TradeSeries.SYMBOLS; symbol++) {
      long rows = seen.count(symbol) + lateCounts.get(symbol);
      long volume = seen.volume(symbol) + lateVolumes.get(symbol);
      if (rows != expected.count(symbol) || volume != expected.volume(symbol)) {
        return String.format(
            "symbol %d: rows=%d, expectedRows=%d, volume=%d, expectedVolume=%d; all symbols:"
                + " rows=%d, lateRows=%d, expectedRows=%d",
            symbol,
            rows,
            expected.count(symbol),
            volume,
            expected.volume(symbol),
            rows(),
            lateRows(),
            expected.rows());
      }
    }
    return "";
  }
}
