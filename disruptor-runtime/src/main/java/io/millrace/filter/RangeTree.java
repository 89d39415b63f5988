package io.millrace.filter;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/**
 * Finds all ranges that contain a value: a segment tree over the bounds of the ranges, in arrays. A
 * range lies at the few nodes whose parts make it up; a value's ranges lie on the way from its leaf
 * to the root. Immutable but for the selections.
 */
final class RangeTree {
  /** All bounds, ascending, each once. */
  private final long[] bounds;

  /** Number of leaves: one for each bound, and one for what lies between two, or outside. */
  private final int leaves;

  /** Where the selections of a node begin; one more than there are nodes. */
  private final int[] starts;

  private final Selection[] selections;

  /** Of ranges with what is to be selected for each; a range without any value is left out. */
  RangeTree(Map<RangeIndex.Range, Selection> ranges) {
    bounds =
        ranges.keySet().stream()
            .flatMapToLong(range -> LongStream.of(range.low(), range.high()))
            .sorted()
            .distinct()
            .toArray();
    leaves = 2 * bounds.length + 1;
    int[] counts = new int[2 * leaves + 1];
    ranges.keySet().forEach(range -> cover(range, node -> counts[node + 1]++));
    for (int node = 1; node < counts.length; node++) {
      counts[node] += counts[node - 1];
    }
    starts = counts;
    selections = new Selection[starts[2 * leaves]];
    int[] next = starts.clone();
    ranges.forEach(
        (range, selection) -> cover(range, node -> selections[next[node]++] = selection));
  }

  private void cover(RangeIndex.Range range, IntConsumer node) {
    int left = leaf(range.low()) + leaves;
    int right = leaf(range.high()) + leaves + 1;
    while (left < right) {
      if ((left & 1) == 1) {
        node.accept(left++);
      }
      if ((right & 1) == 1) {
        node.accept(--right);
      }
      left >>= 1;
      right >>= 1;
    }
  }

  private int leaf(long value) {
    int at = Arrays.binarySearch(bounds, value);
    return at >= 0 ? 2 * at + 1 : 2 * (-at - 1);
  }

  /** Selects a row for all ranges that contain the value. */
  void find(long value, int row, Selections found) {
    for (int node = leaf(value) + leaves; node > 0; node >>= 1) {
      for (int i = starts[node]; i < starts[node + 1]; i++) {
        found.select(selections[i], row);
      }
    }
  }
}
