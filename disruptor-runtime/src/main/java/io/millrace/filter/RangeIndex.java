package io.millrace.filter;

import io.millrace.batch.ColumnVector;
import io.millrace.query.RowFilter;
import io.millrace.type.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The queries that ask for a range of a column, such as {@code column > ?}: a row costs the depth
 * of a tree and then work for each query that it can concern. Ranges that are new are compared one
 * by one until that has cost as much as a new tree.
 */
final class RangeIndex implements ColumnIndex {
  /** Comparisons that cost about as much as one range when a tree is built. */
  private static final int COMPARISONS_PER_RANGE = 64;

  /** What is asked for, from low to high, both included. */
  record Range(long low, long high) {
    boolean contains(long value) {
      return low <= value && value <= high;
    }
  }

  private final Storage storage;
  private final Map<Range, Selection> all = new HashMap<>();
  private final List<Range> fresh = new ArrayList<>();
  private final List<Selection> freshSelections = new ArrayList<>();
  private RangeTree tree = new RangeTree(Map.of());
  private int removed;
  private long compared;

  /** Of a column of that storage: INT, LONG, FLOAT or DOUBLE. */
  RangeIndex(Storage storage) {
    this.storage = storage;
  }

  private static Range range(RowFilter filter, List<Object> values) {
    return new Range(
        filter.low() < 0 ? Long.MIN_VALUE : OrderedKey.of(values.get(filter.low())),
        filter.high() < 0 ? Long.MAX_VALUE : OrderedKey.of(values.get(filter.high())));
  }

  @Override
  public void add(FilteredQuery query, RowFilter filter, List<Object> values) {
    Range range = range(filter, values);
    Selection selection = all.get(range);
    if (selection == null) {
      selection = new Selection();
      all.put(range, selection);
      fresh.add(range);
      freshSelections.add(selection);
    }
    selection.add(query);
  }

  @Override
  public void remove(FilteredQuery query, RowFilter filter, List<Object> values) {
    Range range = range(filter, values);
    if (!all.get(range).remove(query)) {
      return;
    }
    all.remove(range);
    int at = fresh.indexOf(range);
    if (at >= 0) {
      fresh.remove(at);
      freshSelections.remove(at);
    } else {
      removed++;
    }
  }

  @Override
  public void find(ColumnVector column, int[] rows, int count, Selections found) {
    long comparisons = (long) count * fresh.size();
    if (compared + comparisons > (long) COMPARISONS_PER_RANGE * all.size()
        || removed > all.size()) {
      rebuild();
    } else {
      compared += comparisons;
    }
    for (int at = 0; at < count; at++) {
      int row = rows == null ? at : rows[at];
      if (!column.isNull(row)) {
        find(OrderedKey.of(storage, column, row), row, found);
      }
    }
  }

  private void find(long value, int row, Selections found) {
    tree.find(value, row, found);
    for (int i = 0; i < fresh.size(); i++) {
      if (fresh.get(i).contains(value)) {
        found.select(freshSelections.get(i), row);
      }
    }
  }

  private void rebuild() {
    tree = new RangeTree(all);
    fresh.clear();
    freshSelections.clear();
    removed = 0;
    compared = 0;
  }
}
