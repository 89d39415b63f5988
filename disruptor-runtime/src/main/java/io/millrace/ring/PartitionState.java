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

  private final List<Part> parts;
  private final Map<String, QueryRun> runs;
  private final Map<String, Computation> restored = new HashMap<>();

  /**
   * State of an old partition.
   *
   * @param reader reads it, and leaves out keys of other partitions
   * @param counts whether what it has counted is counted here; it must be in one place only
   */
  public record Part(SnapshotReader reader, boolean counts) {}

  /**
   * State to be restored.
   *
   * @param parts one for each old partition that is concerned, at least one
   * @param runs the queries by name
   */
  public PartitionState(List<Part> parts, Map<String, QueryRun> runs) {
    this.parts = List.copyOf(parts);
    this.runs = Map.copyOf(runs);
  }

  static void write(
      long sequence, long watermarkNs, Computations computations, SnapshotWriter out) {
    List<Computation> kept = new ArrayList<>();
    for (Computation computation : computations.all()) {
      if (!named(computation, sequence).isEmpty()) {
        kept.add(computation);
      }
    }
    out.putLong(watermarkNs);
    out.putLong(kept.size());
    for (Computation computation : kept) {
      List<QueryTask> tasks = named(computation, sequence);
      out.putLong(computations.rests(computation) ? 1 : 0);
      out.putLong(tasks.size());
      for (QueryTask task : tasks) {
        write(task, out);
      }
      computation.snapshot(out);
    }
  }

  /** The queries that outlive the process, unless they have stopped before a sequence. */
  private static List<QueryTask> named(Computation computation, long sequence) {
    List<QueryTask> named = new ArrayList<>();
    for (QueryTask task : computation.tasks()) {
      if (task.query().name() != null && task.query().sees(sequence)) {
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
    for (Part part : parts) {
      watermarkNs = Math.max(watermarkNs, part.reader.getLong());
      long count = part.reader.getLong();
      for (long i = 0; i < count; i++) {
        restoreNext(part, computations);
      }
    }
    return watermarkNs;
  }

  private void restoreNext(Part part, Computations computations) {
    SnapshotReader reader = part.reader;
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
    for (int i = 0; i < queries.size() && part.counts; i++) {
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
