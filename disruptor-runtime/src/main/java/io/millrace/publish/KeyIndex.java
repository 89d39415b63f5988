package io.millrace.publish;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.state.Hashing;
import io.millrace.type.DataType;
import io.millrace.type.VarcharView;
import java.util.Arrays;
import java.util.List;

/**
 * The newest row of each key in a batch, by open addressing. Keys are equal as GROUP BY has it:
 * NULL is a key of its own, NaN is one key, 0.0 and -0.0 are one. One thread; allocates nothing.
 */
final class KeyIndex {
  private static final int NONE = -1;

  private final int[] columns;
  private final int[] slots;
  private final int shift;
  private final VarcharView text = new VarcharView();
  private int indexed;

  /**
   * An index of nothing.
   *
   * @param columns indices of the columns that are the key
   * @param capacity most rows in a batch
   */
  KeyIndex(List<Integer> columns, int capacity) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    int size = Integer.highestOneBit(Math.max(2, 4 * capacity - 1));
    this.slots = new int[size];
    this.shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
    Arrays.fill(slots, NONE);
  }

  /** Forgets all rows. */
  void clear() {
    if (indexed > 0) {
      Arrays.fill(slots, NONE);
      indexed = 0;
    }
  }

  /** Adds rows of a batch that are not indexed yet, up to {@code end}. */
  void addUpTo(RecordBatch batch, int end) {
    for (; indexed < end; indexed++) {
      slots[slot(batch, batch, indexed)] = indexed;
    }
  }

  /**
   * The newest row of the same key as a row of another or the same batch, or -1.
   *
   * @param batch where the rows of this index lie
   */
  int find(RecordBatch batch, RecordBatch source, int sourceRow) {
    return slots[slot(batch, source, sourceRow)];
  }

  /** The slot that holds the key of a row, or the empty one where it belongs. */
  private int slot(RecordBatch batch, RecordBatch source, int sourceRow) {
    int mask = slots.length - 1;
    int slot = (int) (hash(source, sourceRow) >>> shift);
    while (slots[slot] != NONE && !isEqual(batch, slots[slot], source, sourceRow)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private long hash(RecordBatch batch, int row) {
    long hash = 0;
    for (int column : columns) {
      hash = Hashing.combine(hash, partOf(batch.column(column), row));
    }
    return Hashing.ofLong(hash);
  }

  /** What of a value goes into the hash; equal for equal values. */
  private long partOf(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return NONE;
    }
    DataType type = column.type();
    return switch (type.storage()) {
      case BYTE -> column.bytes()[row];
      case INT -> column.ints()[row];
      case LONG -> column.longs()[row];
      case FLOAT -> Hashing.keyBits(column.floats()[row]);
      case DOUBLE -> Hashing.keyBits(column.doubles()[row]);
      case LONG_PAIR -> Hashing.combine(column.highs()[row], column.longs()[row]);
      case BYTES -> column.getVarchar(row, text).hash64();
    };
  }

  private boolean isEqual(RecordBatch left, int leftRow, RecordBatch right, int rightRow) {
    for (int column : columns) {
      if (!isEqual(left.column(column), leftRow, right.column(column), rightRow)) {
        return false;
      }
    }
    return true;
  }

  private boolean isEqual(ColumnVector left, int leftRow, ColumnVector right, int rightRow) {
    boolean leftIsNull = left.isNull(leftRow);
    if (leftIsNull || right.isNull(rightRow)) {
      return leftIsNull == right.isNull(rightRow);
    }
    return switch (left.type().storage()) {
      case BYTE, INT, LONG, FLOAT, DOUBLE -> partOf(left, leftRow) == partOf(right, rightRow);
      case LONG_PAIR ->
          left.highs()[leftRow] == right.highs()[rightRow]
              && left.longs()[leftRow] == right.longs()[rightRow];
      case BYTES ->
          left.getVarchar(leftRow, text)
              .contentEquals(right.text(), right.offsets()[rightRow], right.lengths()[rightRow]);
    };
  }
}
