package io.millrace.perf.rival.flink;

import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where source and sink of a Flink job meet the program that started it: Flink ships both as
 * serialized objects, even within one process, so they carry only a name, and the rows and the
 * answer are found by it. Any thread.
 */
final class FlinkPass {
  private static final Map<String, FlinkPass> PASSES = new ConcurrentHashMap<>();

  private final List<List<RecordBatch>> partitions;
  private Answer answer;
  private long rows;

  private FlinkPass(List<List<RecordBatch>> partitions) {
    this.partitions = partitions;
  }

  /** Makes rows known by a name until {@link #close(String)}. */
  static FlinkPass open(String name, List<List<RecordBatch>> partitions) {
    FlinkPass pass = new FlinkPass(partitions);
    PASSES.put(name, pass);
    return pass;
  }

  /** What is known by a name. */
  static FlinkPass find(String name) {
    return PASSES.get(name);
  }

  /** Forgets what is known by a name. */
  static void close(String name) {
    PASSES.remove(name);
  }

  /** Batches of one source partition. */
  List<RecordBatch> batches(int partition) {
    return partitions.get(partition);
  }

  /** Starts a pass; the answer is null if rows are only counted. */
  synchronized void start(Answer answer) {
    this.answer = answer;
    rows = 0;
  }

  /** Whether result rows are to be added up. */
  synchronized boolean isChecked() {
    return answer != null;
  }

  /** Adds the result rows of one sink. */
  synchronized void add(long sinkRows, Answer sinkAnswer) {
    rows += sinkRows;
    if (answer != null) {
      answer.add(sinkAnswer);
    }
  }

  /** Number of result rows of all sinks that have ended. */
  synchronized long rows() {
    return rows;
  }
}
