package io.millrace.batch;

import io.millrace.type.DataType;
import io.millrace.type.Storage;
import io.millrace.type.Utf8Encoder;
import io.millrace.type.VarcharView;
import java.util.Arrays;

/**
 * The values of one column for the rows of a batch, in the primitive array of its {@link Storage}.
 * Only the arrays of that storage exist; the accessors of the others return null.
 *
 * <p>NULL is a set bit in {@link #nullBits()}, which exists for nullable columns only. The value
 * under a NULL is undefined. Bits are cleared by {@link #clear}, so writing a value that is not
 * NULL touches no bit.
 *
 * <p>No method checks {@code row} against the capacity beyond what the array does. One thread at a
 * time.
 */
public final class ColumnVector {
  private static final int INITIAL_TEXT_BYTES_PER_ROW = 16;

  private final DataType type;
  private final Storage storage;
  private byte[] bytes;
  private int[] ints;
  private long[] longs;
  private long[] highs;
  private float[] floats;
  private double[] doubles;
  private int[] offsets;
  private int[] lengths;
  private byte[] text;
  private int textBytes;
  private final long[] nullBits;

  /** A column of {@code capacity} rows. */
  public ColumnVector(DataType type, int capacity) {
    this.type = type;
    this.storage = type.storage();
    switch (storage) {
      case BYTE -> bytes = new byte[capacity];
      case INT -> ints = new int[capacity];
      case LONG -> longs = new long[capacity];
      case FLOAT -> floats = new float[capacity];
      case DOUBLE -> doubles = new double[capacity];
      case LONG_PAIR -> {
        highs = new long[capacity];
        longs = new long[capacity];
      }
      case BYTES -> {
        offsets = new int[capacity];
        lengths = new int[capacity];
        text = new byte[capacity * INITIAL_TEXT_BYTES_PER_ROW];
      }
    }
    this.nullBits = type.nullable() ? new long[(capacity + 63) >>> 6] : null;
  }

  /** The type of the values. */
  public DataType type() {
    return type;
  }

  /** BOOLEAN values, 0 or 1. */
  public byte[] bytes() {
    return bytes;
  }

  /** INTEGER and DATE values. */
  public int[] ints() {
    return ints;
  }

  /** Values of types that take a long; of a DECIMAL that takes two, the low halves. */
  public long[] longs() {
    return longs;
  }

  /** High halves of a DECIMAL of more than 18 digits. */
  public long[] highs() {
    return highs;
  }

  /** REAL values. */
  public float[] floats() {
    return floats;
  }

  /** DOUBLE values. */
  public double[] doubles() {
    return doubles;
  }

  /** Where the VARCHAR of each row starts in {@link #text()}. */
  public int[] offsets() {
    return offsets;
  }

  /** Length in bytes of the VARCHAR of each row. */
  public int[] lengths() {
    return lengths;
  }

  /** The UTF-8 bytes of all rows; another array after {@link #setVarchar} had to grow it. */
  public byte[] text() {
    return text;
  }

  /** Bytes of {@link #text()} in use. */
  public int textBytes() {
    return textBytes;
  }

  /** One bit a row, set where the value is NULL; null if the type does not allow NULL. */
  public long[] nullBits() {
    return nullBits;
  }

  /** Whether the value of {@code row} is NULL. */
  public boolean isNull(int row) {
    return nullBits != null && (nullBits[row >>> 6] & (1L << row)) != 0;
  }

  /** Whether any of the first {@code rows} values is NULL; looks at 64 at a time. */
  public boolean hasNull(int rows) {
    if (nullBits != null) {
      for (int word = 0; word < (rows + 63) >>> 6; word++) {
        if (nullBits[word] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether the first {@code rows} values, of a type that takes a long, never go down; NULLs count
   * as whatever lies there.
   */
  public boolean isAscending(int rows) {
    long[] values = longs;
    boolean ascending = true;
    for (int i = 1; i < rows; i++) {
      ascending &= values[i - 1] <= values[i];
    }
    return ascending;
  }

  /** Makes the value of {@code row} NULL; the type must allow it. */
  public void setNull(int row) {
    nullBits[row >>> 6] |= 1L << row;
  }

  /** Makes the value of {@code row} NULL if {@code isNull}; otherwise leaves the bit as it is. */
  public void setNull(int row, boolean isNull) {
    if (isNull) {
      setNull(row);
    }
  }

  /**
   * Stores a copy of {@code length} bytes of UTF-8 as the VARCHAR of {@code row}; grows at need.
   */
  public void setVarchar(int row, byte[] source, int offset, int length) {
    int start = textBytes;
    if (length > text.length - start) {
      growText(length);
    }
    System.arraycopy(source, offset, text, start, length);
    offsets[row] = start;
    lengths[row] = length;
    textBytes = start + length;
  }

  /**
   * Stores a text as the VARCHAR of {@code row}, encoded here; grows at need. Half of a surrogate
   * pair becomes a question mark.
   */
  public void setText(int row, String value) {
    int start = textBytes;
    long most = (long) value.length() * Utf8Encoder.MOST_BYTES_PER_CHAR;
    if (most > text.length - start) {
      growText((int) Math.min(most, Integer.MAX_VALUE));
    }
    int end = Utf8Encoder.encode(value, text, start);
    offsets[row] = start;
    lengths[row] = end - start;
    textBytes = end;
  }

  /**
   * Makes room for a text of up to {@code most} bytes, which the caller writes into {@link #text()}
   * from the index given back on, and then declares with {@link #setReserved}.
   */
  public int reserveText(int most) {
    if (most > text.length - textBytes) {
      growText(most);
    }
    return textBytes;
  }

  /** Makes the bytes that were written where {@link #reserveText} said the VARCHAR of a row. */
  public void setReserved(int row, int length) {
    offsets[row] = textBytes;
    lengths[row] = length;
    textBytes += length;
  }

  /** Stores a copy of a view as the VARCHAR of {@code row}; grows at need. */
  public void setVarchar(int row, VarcharView value) {
    setVarchar(row, value.bytes(), value.offset(), value.length());
  }

  /** Makes {@code view} show the VARCHAR of {@code row}, without a copy. */
  public VarcharView getVarchar(int row, VarcharView view) {
    view.set(text, offsets[row], lengths[row]);
    return view;
  }

  private void growText(int moreBytes) {
    long needed = (long) textBytes + moreBytes;
    long grown = Math.max(needed, Math.min(2L * text.length, Integer.MAX_VALUE - 64));
    if (needed > Integer.MAX_VALUE - 64) {
      throw new IllegalStateException(
          "too much text in one batch: bytes=" + needed + "; use smaller batches");
    }
    text = Arrays.copyOf(text, (int) grown);
  }

  /**
   * Forgets the first {@code rows} rows: no NULL bit set, no text in use. What is so already is not
   * written to, as readers on other cores have it in their caches.
   */
  public void clear(int rows) {
    if (textBytes != 0) {
      textBytes = 0;
    }
    if (nullBits != null) {
      int words = (rows + 63) >>> 6;
      for (int word = 0; word < words; word++) {
        if (nullBits[word] != 0) {
          nullBits[word] = 0;
        }
      }
    }
  }

  /**
   * Forgets the values from {@code row} on up to {@code rows}, so that the rows can be written
   * again. Text that they held is given back.
   */
  public void truncate(int row, int rows) {
    if (nullBits != null) {
      for (int i = row; i < rows; i++) {
        nullBits[i >>> 6] &= ~(1L << i);
      }
    }
    if (offsets != null && row < rows) {
      textBytes = row == 0 ? 0 : endOfText(row);
    }
  }

  private int endOfText(int row) {
    for (int i = row - 1; i >= 0; i--) {
      if (!isNull(i)) {
        return offsets[i] + lengths[i];
      }
    }
    return 0;
  }

  /** Copies the value of one row of {@code source}, a column of the same storage. */
  public void copyRow(ColumnVector source, int sourceRow, int row) {
    if (source.isNull(sourceRow)) {
      setNull(row);
      return;
    }
    switch (storage) {
      case BYTE -> bytes[row] = source.bytes[sourceRow];
      case INT -> ints[row] = source.ints[sourceRow];
      case LONG -> longs[row] = source.longs[sourceRow];
      case FLOAT -> floats[row] = source.floats[sourceRow];
      case DOUBLE -> doubles[row] = source.doubles[sourceRow];
      case LONG_PAIR -> {
        highs[row] = source.highs[sourceRow];
        longs[row] = source.longs[sourceRow];
      }
      case BYTES ->
          setVarchar(row, source.text, source.offsets[sourceRow], source.lengths[sourceRow]);
    }
  }

  /**
   * Like {@link #copyRow}, over a value that stands there. Text that it held is lost until the rows
   * are copied elsewhere; {@link #truncate} must not follow before that.
   */
  public void replaceRow(ColumnVector source, int sourceRow, int row) {
    if (nullBits != null) {
      nullBits[row >>> 6] &= ~(1L << row);
    }
    copyRow(source, sourceRow, row);
  }

  /** Copies {@code count} rows of {@code source} from {@code sourceRow} on to {@code row} on. */
  public void copyRange(ColumnVector source, int sourceRow, int row, int count) {
    switch (storage) {
      case BYTE -> System.arraycopy(source.bytes, sourceRow, bytes, row, count);
      case INT -> System.arraycopy(source.ints, sourceRow, ints, row, count);
      case LONG -> System.arraycopy(source.longs, sourceRow, longs, row, count);
      case FLOAT -> System.arraycopy(source.floats, sourceRow, floats, row, count);
      case DOUBLE -> System.arraycopy(source.doubles, sourceRow, doubles, row, count);
      case LONG_PAIR -> {
        System.arraycopy(source.highs, sourceRow, highs, row, count);
        System.arraycopy(source.longs, sourceRow, longs, row, count);
      }
      case BYTES -> {
        copyTexts(source, sourceRow, row, count);
        return;
      }
    }
    copyNulls(source, sourceRow, row, count);
  }

  /** Copies texts that follow each other without a gap, which is how they are written, at once. */
  private void copyTexts(ColumnVector source, int sourceRow, int row, int count) {
    if (count == 0) {
      return;
    }
    int first = source.offsets[sourceRow];
    int end = first;
    boolean contiguous = source.nullBits == null;
    for (int i = sourceRow; i < sourceRow + count && contiguous; i++) {
      contiguous = source.offsets[i] == end;
      end += source.lengths[i];
    }
    if (!contiguous) {
      for (int i = 0; i < count; i++) {
        copyRow(source, sourceRow + i, row + i);
      }
      return;
    }
    if (end - first > text.length - textBytes) {
      growText(end - first);
    }
    System.arraycopy(source.text, first, text, textBytes, end - first);
    System.arraycopy(source.lengths, sourceRow, lengths, row, count);
    int shift = textBytes - first;
    for (int i = 0; i < count; i++) {
      offsets[row + i] = source.offsets[sourceRow + i] + shift;
    }
    textBytes += end - first;
  }

  private void copyNulls(ColumnVector source, int sourceRow, int row, int count) {
    if (source.nullBits != null) {
      for (int i = 0; i < count; i++) {
        if (source.isNull(sourceRow + i)) {
          setNull(row + i);
        }
      }
    }
  }

  /**
   * Copies the rows {@code rows[from]} to {@code rows[from + count - 1]} of {@code source}, a
   * column of the same storage, to {@code row} on.
   */
  public void gather(ColumnVector source, int[] rows, int from, int row, int count) {
    switch (storage) {
      case INT -> {
        int[] in = source.ints;
        int[] out = ints;
        for (int i = 0; i < count; i++) {
          out[row + i] = in[rows[from + i]];
        }
      }
      case LONG -> gatherLongs(source.longs, longs, rows, from, row, count);
      case DOUBLE -> {
        double[] in = source.doubles;
        double[] out = doubles;
        for (int i = 0; i < count; i++) {
          out[row + i] = in[rows[from + i]];
        }
      }
      case LONG_PAIR -> {
        gatherLongs(source.highs, highs, rows, from, row, count);
        gatherLongs(source.longs, longs, rows, from, row, count);
      }
      default -> {
        for (int i = 0; i < count; i++) {
          copyRow(source, rows[from + i], row + i);
        }
        return;
      }
    }
    if (source.nullBits != null) {
      for (int i = 0; i < count; i++) {
        if (source.isNull(rows[from + i])) {
          setNull(row + i);
        }
      }
    }
  }

  private static void gatherLongs(long[] in, long[] out, int[] rows, int from, int row, int count) {
    for (int i = 0; i < count; i++) {
      out[row + i] = in[rows[from + i]];
    }
  }

  /** Heap bytes that the arrays take. */
  public long heapBytes() {
    long rows = capacity();
    long text = this.text == null ? 0 : this.text.length;
    long nulls = nullBits == null ? 0 : nullBits.length * 8L;
    return rows * storage.fixedBytes() + text + nulls;
  }

  private int capacity() {
    return switch (storage) {
      case BYTE -> bytes.length;
      case INT -> ints.length;
      case LONG, LONG_PAIR -> longs.length;
      case FLOAT -> floats.length;
      case DOUBLE -> doubles.length;
      case BYTES -> offsets.length;
    };
  }
}
