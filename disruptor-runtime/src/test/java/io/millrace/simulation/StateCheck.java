package io.millrace.simulation;

import io.millrace.Millrace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Whether the state that a query shows is that of the rows that it has seen. */
final class StateCheck {
  private StateCheck() {}

  /**
   * Inspects a query.
   *
   * @param whole whether everything was published and delivered
   */
  static void inspect(
      Millrace engine, SimulatedQuery query, List<SimulatedSource> sources, boolean whole) {
    long outBefore = windowRows(query);
    Map<Long, long[]> state = new HashMap<>();
    long[] sums = new long[2];
    engine
        .durable()
        .find(query.name())
        .inspect(
            (batch, partition, sequence) -> {
              for (int row = 0; row < batch.rowCount(); row++) {
                long first = batch.column(0).longs()[row];
                long second = batch.column(1).longs()[row];
                if (query.kind() != QueryKind.WINDOWS
                    && state.put(first, new long[] {second, batch.column(2).longs()[row]})
                        != null) {
                  throw new AssertionError("group is there twice: query=" + query + ", k=" + first);
                }
                sums[0] +=
                    query.kind() == QueryKind.WINDOWS ? batch.column(2).longs()[row] : second;
                sums[1] += batch.column(2).longs()[row];
              }
            });
    if (whole) {
      engine.drain();
    }
    check(query, sources, whole, state, sums, outBefore);
  }

  private static void check(
      SimulatedQuery query,
      List<SimulatedSource> sources,
      boolean whole,
      Map<Long, long[]> state,
      long[] sums,
      long outBefore) {
    long most = 0;
    long least = 0;
    for (int i = 0; i < sources.size(); i++) {
      most += sources.get(i).rows().size() - query.firstLeast(i);
      least += sources.get(i).rows().size() - query.firstMost(i);
    }
    if (sums[0] > most) {
      throw wrong(query, "rows=" + sums[0] + ", most=" + most);
    }
    if (!whole) {
      return;
    }
    long late = new HashSet<>(query.output().lateIds()).size();
    if (query.kind() == QueryKind.TOTALS) {
      checkTotals(query, state);
    } else if (query.kind() == QueryKind.NUMBERS && sums[0] + sums[1] + late < least) {
      throw wrong(query, "numbered=" + sums[0] + ", waiting=" + sums[1] + ", late=" + late);
    } else if (query.kind() == QueryKind.WINDOWS) {
      // A watermark may still come that closes windows, before or behind the state that is shown.
      long out = windowRows(query);
      if (out + sums[0] + late < least || outBefore + sums[0] > most) {
        throw wrong(query, "closed=" + out + ", open=" + sums[0] + ", late=" + late);
      }
    }
  }

  /** The groups are as they were put out last. */
  private static void checkTotals(SimulatedQuery query, Map<Long, long[]> state) {
    Map<Long, long[]> out = new HashMap<>();
    query.output().rows().forEach(row -> out.put(row[1], new long[] {row[2], row[3]}));
    if (!out.keySet().equals(state.keySet())) {
      throw wrong(query, "groups=" + state.keySet() + ", put out=" + out.keySet());
    }
    out.forEach(
        (k, last) -> {
          if (last[0] != state.get(k)[0] || last[1] != state.get(k)[1]) {
            throw wrong(query, "k=" + k + ", n=" + state.get(k)[0] + ", put out=" + last[0]);
          }
        });
  }

  /** Of windows that were put out. */
  private static long windowRows(SimulatedQuery query) {
    return query.kind() == QueryKind.WINDOWS
        ? query.output().rows().stream().mapToLong(row -> row[3]).sum()
        : 0;
  }

  private static AssertionError wrong(SimulatedQuery query, String what) {
    return new AssertionError("wrong state: query=" + query + "; " + what);
  }
}
