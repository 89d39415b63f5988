package io.millrace.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether what queries put out is what plain lists say that it should be. */
final class OutputCheck {
  private static final long WINDOW_NS = 2_000_000_000L;

  private final SimulatedQuery query;
  private final List<SimulatedSource> sources;
  private final Set<Long> late;

  private OutputCheck(SimulatedQuery query, List<SimulatedSource> sources) {
    this.query = query;
    this.sources = sources;
    this.late = new HashSet<>(query.output().lateIds());
  }

  static void check(Simulation simulation) {
    for (SimulatedQuery query : simulation.queries) {
      if (query.output().failure() != null) {
        throw new AssertionError("query has failed: query=" + query, query.output().failure());
      }
      new OutputCheck(query, simulation.sources).check();
    }
  }

  private void check() {
    if (late.size() != query.output().lateIds().size()) {
      throw wrong("a row is late twice: " + query.output().lateIds());
    }
    switch (query.kind()) {
      case ROWS -> checkSeen(ids(1));
      case TOTALS -> checkSeen(idsOfTotals());
      case NUMBERS -> checkNumbers();
      case WINDOWS -> checkWindows();
    }
  }

  private AssertionError wrong(String what) {
    return new AssertionError(
        "wrong output: query=" + query + ", ended=" + query.ended + "; " + what);
  }

  private List<Long> ids(int column) {
    List<Long> ids = new ArrayList<>();
    query.output().rows().forEach(row -> ids.add(row[column]));
    return ids;
  }

  /** By the differences between totals of a group, each of which must count one more. */
  private List<Long> idsOfTotals() {
    Map<Long, long[]> groups = new HashMap<>();
    List<Long> ids = new ArrayList<>();
    for (long[] row : query.output().rows()) {
      long[] before = groups.computeIfAbsent(row[1], k -> new long[2]);
      if (row[2] != before[0] + 1) {
        throw wrong("k=" + row[1] + ", n=" + row[2] + " behind n=" + before[0]);
      }
      long id = SimulatedSource.idOfValue(row[3] - before[1]);
      checkKey(id, row[1]);
      ids.add(id);
      before[0] = row[2];
      before[1] = row[3];
    }
    return ids;
  }

  private SimulatedRow row(long id) {
    int source = SimulatedSource.sourceOf(id);
    int index = SimulatedSource.indexOf(id);
    if (id < 0 || source >= sources.size() || index >= sources.get(source).rows().size()) {
      throw wrong("no such row: id=" + id);
    }
    return sources.get(source).rows().get(index);
  }

  private void checkKey(long id, long k) {
    if (row(id).k() != k) {
      throw wrong("row of another group: id=" + id + ", k=" + k);
    }
  }

  private void checkNumbers() {
    Map<Long, long[]> keys = new HashMap<>();
    for (long[] row : query.output().rows()) {
      checkKey(row[1], row[2]);
      long[] before = keys.computeIfAbsent(row[2], k -> new long[] {0, Long.MIN_VALUE});
      long eventNs = row(row[1]).eventNs();
      if (row[3] != before[0] + 1 || eventNs <= before[1]) {
        throw wrong(
            "k="
                + row[2]
                + ", rn="
                + row[3]
                + " behind rn="
                + before[0]
                + ", rows="
                + text(query.output().rows())
                + ", late="
                + query.output().lateIds()
                + ", eventMs="
                + query.output().rows().stream()
                    .map(each -> row(each[1]).eventNs() / 1000000)
                    .toList());
      }
      before[0] = row[3];
      before[1] = eventNs;
    }
    if (!query.ending) {
      List<Long> ids = ids(1);
      ids.addAll(late);
      checkSeen(ids);
    }
  }

  /** Of each source the rows of one range, each once, that begins and ends where it may. */
  private void checkSeen(List<Long> ids) {
    for (int source = 0; source < sources.size(); source++) {
      TreeMap<Integer, Integer> seen = new TreeMap<>();
      for (long id : ids) {
        if (SimulatedSource.sourceOf(id) == source) {
          seen.merge(SimulatedSource.indexOf(id), 1, Integer::sum);
        }
      }
      int count = seen.values().stream().mapToInt(Integer::intValue).sum();
      if (count != seen.size()) {
        throw wrong("source " + source + ": rows come twice: " + seen);
      }
      if (seen.isEmpty()) {
        checkRange(source, -1, -1);
      } else if (seen.lastKey() - seen.firstKey() + 1 != seen.size()) {
        throw wrong("source " + source + ": rows are missing between others: " + seen.keySet());
      } else {
        checkRange(source, seen.firstKey(), seen.lastKey() + 1);
      }
    }
  }

  private void checkRange(int source, int first, int end) {
    int rows = sources.get(source).rows().size();
    int endLeast = query.ending ? query.endLeast(source) : rows;
    int endMost = query.ending ? query.endMost(source) : rows;
    boolean right =
        first < 0
            ? query.firstMost(source) >= endLeast
            : first >= query.firstLeast(source)
                && first <= query.firstMost(source)
                && end >= endLeast
                && end <= endMost;
    if (!right) {
      throw wrong(
          String.format(
              "source %d: rows %d to %d, but from %d..%d to %d..%d are right",
              source,
              first,
              end,
              query.firstLeast(source),
              query.firstMost(source),
              endLeast,
              endMost));
    }
  }

  private void checkWindows() {
    Map<List<Long>, List<Long>> found = new HashMap<>();
    long[] counts = new long[2];
    for (long[] row : query.output().rows()) {
      List<Long> before = found.put(List.of(row[1], row[2]), List.of(row[3], row[4]));
      if (before != null) {
        throw wrong(
            "window comes twice: window_start="
                + row[1]
                + ", k="
                + row[2]
                + ", rows="
                + text(query.output().rows()));
      }
      counts[1] += row[5];
      counts[0] += row[3] - row[5];
    }
    if (query.ending) {
      return;
    }
    int[] first = new int[2];
    for (int i = 0; i < sources.size(); i++) {
      int source = i;
      long seen =
          counts[i] + late.stream().filter(id -> SimulatedSource.sourceOf(id) == source).count();
      int rows = sources.get(i).rows().size();
      first[i] = (int) (rows - seen);
      checkRange(i, seen == 0 ? -1 : first[i], rows);
    }
    Map<List<Long>, List<Long>> expected = windows(first);
    if (!expected.equals(found)) {
      throw wrong("windows " + new TreeMap<>(text(found)) + ", not " + text(expected));
    }
  }

  private static List<String> text(List<long[]> rows) {
    return rows.stream().map(Arrays::toString).toList();
  }

  private static Map<String, String> text(Map<List<Long>, List<Long>> windows) {
    Map<String, String> text = new TreeMap<>();
    windows.forEach((key, value) -> text.put(key.toString(), value.toString()));
    return text;
  }

  private Map<List<Long>, List<Long>> windows(int[] first) {
    Map<List<Long>, List<Long>> windows = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      List<SimulatedRow> rows = sources.get(i).rows();
      for (SimulatedRow row : rows.subList(first[i], rows.size())) {
        if (!late.contains(row.id())) {
          long start = Math.floorDiv(row.eventNs(), WINDOW_NS) * WINDOW_NS;
          windows.merge(
              List.of(start, row.k()),
              List.of(1L, row.v()),
              (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
        }
      }
    }
    return windows;
  }
}
