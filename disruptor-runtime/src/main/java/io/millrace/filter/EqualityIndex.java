package io.millrace.filter;

import io.millrace.batch.ColumnVector;
import io.millrace.query.RowFilter;
import io.millrace.type.Storage;
import io.millrace.type.VarcharView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/** The queries that ask for {@code column = ?}, by the value that they ask for: a look-up a row. */
final class EqualityIndex implements ColumnIndex {
  private final Storage storage;
  private final Long2ObjectHashMap<Selection> byNumber = new Long2ObjectHashMap<>();
  private final Map<VarcharView, Selection> byText = new HashMap<>();
  private final VarcharView text = new VarcharView();

  /** Of a column of that storage: INT, LONG or BYTES. */
  EqualityIndex(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void add(FilteredQuery query, RowFilter filter, List<Object> values) {
    Object value = values.get(filter.equal());
    if (value instanceof VarcharView key) {
      byText.computeIfAbsent(key, unused -> new Selection()).add(query);
    } else {
      byNumber.computeIfAbsent(OrderedKey.of(value), unused -> new Selection()).add(query);
    }
  }

  @Override
  public void remove(FilteredQuery query, RowFilter filter, List<Object> values) {
    Object value = values.get(filter.equal());
    if (value instanceof VarcharView key) {
      if (byText.get(key).remove(query)) {
        byText.remove(key);
      }
    } else if (byNumber.get(OrderedKey.of(value)).remove(query)) {
      byNumber.remove(OrderedKey.of(value));
    }
  }

  @Override
  public void find(ColumnVector column, int[] rows, int count, Selections found) {
    for (int at = 0; at < count; at++) {
      int row = rows == null ? at : rows[at];
      if (!column.isNull(row)) {
        Selection selection =
            storage == Storage.BYTES
                ? byText.get(column.getVarchar(row, text))
                : byNumber.get(OrderedKey.of(storage, column, row));
        if (selection != null) {
          found.select(selection, row);
        }
      }
    }
  }
}
