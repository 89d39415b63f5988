package io.millrace.perf.rival.flink;

import io.millrace.perf.scenario.Answer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;

/**
 * A Flink sink that counts result rows, and adds them up where the pass is checked.
 *
 * @param pass name of the {@link FlinkPass} that gets the rows
 * @param firstIsTime whether the first column is a time
 */
record FlinkSink(String pass, boolean firstIsTime) implements Sink<RowData> {
  private static final long serialVersionUID = 1;

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) {
    FlinkPass target = FlinkPass.find(pass);
    return new Writer(target, target.isChecked() ? new Answer() : null, firstIsTime);
  }

  /** Takes the result rows of one task, on its thread. */
  private static final class Writer implements SinkWriter<RowData> {
    private static final int TIME_PRECISION = 3;
    private static final long NS_IN_MS = 1_000_000;

    private final FlinkPass target;
    private final Answer answer;
    private final boolean firstIsTime;
    private long rows;

    Writer(FlinkPass target, Answer answer, boolean firstIsTime) {
      this.target = target;
      this.answer = answer;
      this.firstIsTime = firstIsTime;
    }

    @Override
    public void write(RowData row, Context context) {
      rows++;
      if (answer != null) {
        long first =
            firstIsTime
                ? row.getTimestamp(0, TIME_PRECISION).getMillisecond() * NS_IN_MS
                : row.getLong(0);
        answer.add(first, row.getLong(1), row.getLong(2));
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        target.add(rows, answer);
      }
    }

    @Override
    public void close() {}
  }
}
