package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;

/**
 * A node of the tree: columnar entries in the order of their keys, and the head of each key beside
 * them. It belongs to the epoch in which it was made: no version that was taken before can see it.
 */
abstract class Node {
  final TableLayout layout;
  final long epoch;
  final RecordBatch entries;
  private final ColumnVector[] columns;
  private final ColumnVector[] keys;
  private final long[] heads;
  private final boolean headsTell;

  Node(TableLayout layout, long epoch, RecordBatch entries, ColumnVector[] keys) {
    this.layout = layout;
    this.epoch = epoch;
    this.entries = entries;
    this.columns = TableLayout.columns(entries);
    this.keys = keys;
    this.heads = new long[entries.capacity()];
    this.headsTell = layout.headsTell();
  }

  /** An empty node of the same kind. */
  abstract Node empty(long newEpoch);

  /** A copy that belongs to another epoch. */
  final Node copy(long newEpoch) {
    Node copy = empty(newEpoch);
    copy.append(this, 0, count());
    return copy;
  }

  final int count() {
    return entries.rowCount();
  }

  final boolean isFull() {
    return entries.isFull();
  }

  final ColumnVector[] keys() {
    return keys;
  }

  /** Index of the first entry from {@code from} on whose key is not below the given one. */
  final int lowerBound(int from, KeyProbe key) {
    int low = headBound(from, key.head());
    int high = endOfTies(low, key.head());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index of the first entry from {@code from} on whose key is above the given one. */
  final int upperBound(int from, KeyProbe key) {
    int low = headBound(from, key.head());
    int high = endOfTies(low, key.head());
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, key) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Index behind the entries from {@code low} on that only a look at the whole key tells apart. */
  private int endOfTies(int low, long head) {
    int count = count();
    if (low >= count || heads[low] != head) {
      return low;
    }
    if (low + 1 == count || heads[low + 1] != head) {
      return low + 1;
    }
    return head == Long.MAX_VALUE ? count : headBound(low, head + 1);
  }

  /** First entry from {@code from} on whose head is not below; without a branch to mispredict. */
  private int headBound(int from, long head) {
    long[] sorted = heads;
    int low = from;
    int rest = count() - from;
    while (rest > 1) {
      int half = rest >>> 1;
      low = sorted[low + half - 1] < head ? low + half : low;
      rest -= half;
    }
    return rest == 1 && sorted[low] < head ? low + 1 : low;
  }

  final boolean isAt(int index, KeyProbe key) {
    return index < count() && heads[index] == key.head() && compare(index, key) == 0;
  }

  /** Order of an entry and a key of the same head; NULL and the smallest value share one. */
  private int compare(int index, KeyProbe key) {
    return headsTell && key.head() != Long.MIN_VALUE ? 0 : key.compare(keys, index);
  }

  /** Stores other values over an entry. */
  final void overwrite(int index, ColumnVector[] source, int row) {
    for (int i = 0; i < columns.length; i++) {
      ColumnEdit.overwrite(columns[i], index, count(), source[i], row);
    }
    heads[index] = KeyOrder.head(keys, index);
  }

  /** Stores other values over those of a row of the same key. */
  final void update(int index, ColumnVector[] source, int row) {
    for (int column : layout.valueColumns()) {
      ColumnEdit.overwrite(columns[column], index, count(), source[column], row);
    }
  }

  /** Stores the key of another node's entry over one, where entries are keys. */
  final void overwriteKey(int index, Node other, int otherIndex) {
    overwrite(index, other.keys, otherIndex);
  }

  /** Makes room for an entry and stores its values; there must be room. */
  final void insert(int index, ColumnVector[] source, int row) {
    int rows = count();
    entries.rowCount(rows + 1);
    System.arraycopy(heads, index, heads, index + 1, rows - index);
    for (ColumnVector column : columns) {
      ColumnEdit.move(column, index, index + 1, rows - index);
      ColumnEdit.begin(column, index);
    }
    overwrite(index, source, row);
  }

  /** Takes an entry away. */
  void remove(int index) {
    int rows = count();
    System.arraycopy(heads, index + 1, heads, index, rows - index - 1);
    for (ColumnVector column : columns) {
      ColumnEdit.move(column, index + 1, index, rows - index - 1);
      ColumnEdit.forget(column, rows - 1, rows);
    }
    entries.rowCount(rows - 1);
  }

  /** Takes the entries from {@code from} on away. */
  void truncate(int from) {
    for (ColumnVector column : columns) {
      ColumnEdit.forget(column, from, count());
    }
    entries.rowCount(from);
  }

  /** Appends entries of a node of the same kind; there must be room. */
  void append(Node other, int from, int count) {
    int rows = count();
    System.arraycopy(other.heads, from, heads, rows, count);
    for (int i = 0; i < columns.length; i++) {
      columns[i].copyRange(other.columns[i], from, rows, count);
    }
    entries.rowCount(rows + count);
  }
}
