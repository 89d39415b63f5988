package io.millrace.filter;

import io.millrace.batch.RecordBatch;
import java.util.Arrays;

/** The selections that have rows of the batch in work. One thread. */
final class Selections {
  private Selection[] selections = new Selection[8];
  private int count;

  /** Queries with their selections, side by side; {@link #order} holds number and place. */
  private FilteredQuery[] queries = new FilteredQuery[8];

  private Selection[] ofQueries = new Selection[8];
  private long[] order = new long[8];

  /** Selects a row. */
  void select(Selection selection, int row) {
    if (selection.count() == 0) {
      if (count == selections.length) {
        selections = Arrays.copyOf(selections, 2 * count);
      }
      selections[count++] = selection;
    }
    selection.select(row);
  }

  /** Hands the rows to the queries, in the order of their numbers, and forgets them. */
  void handOut(RecordBatch batch, long watermarkNs, long atSequence) {
    int calls = sort();
    for (int i = 0; i < calls; i++) {
      int place = (int) order[i];
      Selection rows = ofQueries[place];
      queries[place].onRows(batch, rows.rows(), rows.count(), watermarkNs, atSequence);
    }
    forget(calls);
  }

  /** Keeps nothing alive that may end before the next batch. */
  private void forget(int calls) {
    Arrays.fill(queries, 0, calls, null);
    Arrays.fill(ofQueries, 0, calls, null);
    for (int i = 0; i < count; i++) {
      selections[i].clear();
      selections[i] = null;
    }
    count = 0;
  }

  private int sort() {
    int calls = 0;
    for (int i = 0; i < count; i++) {
      for (FilteredQuery query : selections[i].queries()) {
        if (calls == queries.length) {
          queries = Arrays.copyOf(queries, 2 * calls);
          ofQueries = Arrays.copyOf(ofQueries, 2 * calls);
          order = Arrays.copyOf(order, 2 * calls);
        }
        queries[calls] = query;
        ofQueries[calls] = selections[i];
        order[calls] = (long) query.number() << Integer.SIZE | calls;
        calls++;
      }
    }
    if (calls > 1) {
      Arrays.sort(order, 0, calls);
    }
    return calls;
  }
}
