package io.millrace.ring;

import io.millrace.Delivery;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of one partition at a barrier: its watermark and, for each computation, whose it is,
 * what was counted, and the engine's state. Written by the partition's thread; read by that of a
 * new one, from each old partition that had some of its keys.
 */
public final class PartitionState {
  private static final int COUNTERS = 5;
  private static final int MOST_NAME_BYTES = 1 << 20;

  private final List<SnapshotReader> readers;
  private final Map<String, QueryRun> runs;
  private final Map<String, Computation> restored = new HashMap<>();

  /**
   * State to be restored.
   *
   * @param readers one for each old partition that is concerned; they leave out keys of others
   * @param runs the queries by name
   */
  public PartitionState(List<SnapshotReader> readers, Map<String, QueryRun> runs) {
    this.readers = List.copyOf(readers);
    this.runs = Map.copyOf(runs);
  }

  static void write(long watermarkNs, Computations computations, SnapshotWriter out) {
    List<Computation> kept = new ArrayList<>();
    for (Computation computation : computations.all()) {
      if (!named(computation).isEmpty()) {
        kept.add(computation);
      }
    }
    out.putLong(watermarkNs);
    out.putLong(kept.size());
    for (Computation computation : kept) {
      List<QueryTask> tasks = named(computation);
      out.putLong(computations.rests(computation) ? 1 : 0);
      out.putLong(tasks.size());
      for (QueryTask task : tasks) {
        write(task, out);
      }
      computation.snapshot(out);
    }
  }

  /** The queries that outlive the process, unless they have stopped. */
  private static List<QueryTask> named(Computation computation) {
    List<QueryTask> named = new ArrayList<>();
    for (QueryTask task : computation.tasks()) {
      if (task.query().name() != null && !task.query().stopped()) {
        named.add(task);
      }
    }
    return computation.isClosed() ? List.of() : named;
  }

  private static void write(QueryTask task, SnapshotWriter out) {
    byte[] name = task.query().name().getBytes(StandardCharsets.UTF_8);
    out.putLong(name.length);
    out.putBytes(name, 0, name.length);
    for (int i = 0; i < COUNTERS; i++) {
      out.putLong(task.counter(i).get());
    }
  }

  /** Restores everything; gives back the watermark. */
  long restore(Computations computations) {
    long watermarkNs = Long.MIN_VALUE;
    for (SnapshotReader reader : readers) {
      watermarkNs = Math.max(watermarkNs, reader.getLong());
      long count = reader.getLong();
      for (long i = 0; i < count; i++) {
        restoreNext(reader, computations);
      }
    }
    return watermarkNs;
  }

  private void restoreNext(SnapshotReader reader, Computations computations) {
    boolean rests = reader.getLong() == 1;
    long tasks = reader.getLong();
    List<QueryRun> queries = new ArrayList<>();
    List<long[]> counted = new ArrayList<>();
    for (long i = 0; i < tasks; i++) {
      queries.add(run(name(reader)));
      counted.add(counters(reader));
    }
    Computation computation =
        restored.computeIfAbsent(
            queries.get(0).name(), name -> computations.restore(queries, rests));
    for (int i = 0; i < queries.size(); i++) {
      computation.count(queries.get(i), counted.get(i));
    }
    computation.restore(reader);
  }

  private static String name(SnapshotReader reader) {
    long length = reader.getLong();
    if (length < 0 || length > MOST_NAME_BYTES) {
      throw new IllegalStateException("wrong name in a partition's state: length=" + length);
    }
    byte[] name = new byte[(int) length];
    reader.getBytes(name, 0, name.length);
    return new String(name, StandardCharsets.UTF_8);
  }

  private static long[] counters(SnapshotReader reader) {
    long[] counters = new long[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] = reader.getLong();
    }
    return counters;
  }

  private QueryRun run(String name) {
    QueryRun run = runs.get(name);
    if (run == null) {
      throw new IllegalStateException(
          "state of a query that the checkpoint does not name: query=" + name);
    }
    return run;
  }

  /** Whether any query delivers in order. */
  boolean deliversInOrder() {
    return runs.values().stream().anyMatch(run -> run.delivery() == Delivery.ORDERED);
  }
}
