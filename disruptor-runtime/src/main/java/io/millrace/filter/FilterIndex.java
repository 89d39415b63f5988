package io.millrace.filter;

import io.millrace.batch.RecordBatch;
import io.millrace.query.RowFilter;
import io.millrace.type.Storage;
import java.util.Arrays;
import java.util.List;

/**
 * The queries of one partition whose rows can be found by the value of a column. A batch costs a
 * look-up a row in each index, of which there are at most two a column, and then work for the rows
 * that concern somebody. One thread; allocates nothing for a batch in steady state.
 */
public final class FilterIndex {
  private record Place(int column, boolean range) {}

  private Place[] places = {};
  private ColumnIndex[] indexes = {};
  private int[] sizes = {};
  private final Selections found = new Selections();

  /** Empty. */
  public FilterIndex() {}

  /** Adds a query with this filter, whose parameters have these values. */
  public void add(FilteredQuery query, RowFilter filter, Storage storage, List<Object> values) {
    int at = place(filter);
    if (at < 0) {
      at = places.length;
      places = Arrays.copyOf(places, at + 1);
      indexes = Arrays.copyOf(indexes, at + 1);
      sizes = Arrays.copyOf(sizes, at + 1);
      places[at] = new Place(filter.column(), filter.isRange());
      indexes[at] = filter.isRange() ? new RangeIndex(storage) : new EqualityIndex(storage);
    }
    indexes[at].add(query, filter, values);
    sizes[at]++;
  }

  /** Takes a query out that was added with the same filter and values. */
  public void remove(FilteredQuery query, RowFilter filter, List<Object> values) {
    int at = place(filter);
    indexes[at].remove(query, filter, values);
    sizes[at]--;
  }

  private int place(RowFilter filter) {
    return Arrays.asList(places).indexOf(new Place(filter.column(), filter.isRange()));
  }

  /**
   * Hands to each query the rows of a batch that can concern it, in the order of the queries'
   * numbers.
   *
   * @param rows indices of the rows, ascending; null for the first {@code count} rows
   */
  public void onRows(RecordBatch batch, int[] rows, int count, long watermarkNs, long atSequence) {
    if (indexes.length == 0) {
      return;
    }
    for (int i = 0; i < indexes.length; i++) {
      if (sizes[i] > 0) {
        indexes[i].find(batch.column(places[i].column()), rows, count, found);
      }
    }
    found.handOut(batch, watermarkNs, atSequence);
  }
}
