package io.millrace.perf.analysis;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.SourcePartitions;
import io.millrace.perf.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread for each source partition, all of which feed one shared engine. The rows are dealt out
 * before the pass, untimed, which spares these designs the routing that a partitioned engine pays.
 * The threads live until {@link #close()}; all methods are for one caller.
 */
final class SourceReaders implements AutoCloseable {
  private final Scenario scenario;
  private final List<List<RecordBatch>> partitions;
  private final ExecutorService threads;

  SourceReaders(Workload workload, int count) {
    scenario = workload.scenario();
    partitions = SourcePartitions.of(workload, count);
    threads = Executors.newFixedThreadPool(count);
  }

  /** Makes one pass and waits for its end; gives the number of result rows. */
  long read(SharedEngine engine, Answer answer) throws Exception {
    SourceWatermark watermark = new SourceWatermark(partitions.size());
    List<Callable<ResultRows>> readers = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      int partition = i;
      ResultRows results = results(answer);
      readers.add(() -> read(engine, partition, watermark, results));
    }
    ResultRows last = results(answer);
    long rows = 0;
    for (Future<ResultRows> reader : threads.invokeAll(readers)) {
      ResultRows results = reader.get();
      rows += results.rows();
      if (answer != null) {
        answer.add(results.answer());
      }
    }
    engine.onEndOfInput(last);
    if (answer != null) {
      answer.add(last.answer());
    }
    return rows + last.rows();
  }

  private ResultRows results(Answer answer) {
    return new ResultRows(scenario, answer == null ? null : new Answer());
  }

  private ResultRows read(
      SharedEngine engine, int partition, SourceWatermark watermark, ResultRows results) {
    for (RecordBatch batch : partitions.get(partition)) {
      int rows = batch.rowCount();
      for (int row = 0; row < rows; row++) {
        engine.onRow(batch, row, results);
      }
      long reachedNs = batch.column(Workload.EVENT_TIME).longs()[rows - 1];
      engine.onWatermark(watermark.advance(partition, reachedNs), results);
    }
    watermark.advance(partition, Long.MAX_VALUE);
    return results;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
