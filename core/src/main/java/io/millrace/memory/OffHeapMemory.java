package io.millrace.memory;

/**
 * A block of zeroed memory outside the Java heap, in native byte order, without alignment demands.
 *
 * <p>Offsets are bytes from the start of the block. They are checked only while assertions are on;
 * with assertions off a wrong offset may end the JVM, so only proven offsets belong here. One
 * thread at a time; {@link #close} once.
 */
public final class OffHeapMemory implements AutoCloseable {
  private static final boolean CHECKED = OffHeapMemory.class.desiredAssertionStatus();

  private final MemoryBudget budget;
  private final MemoryAccess.Block block;
  private final Object segment;
  private final long base;
  private final long byteCount;
  private boolean closed;

  private OffHeapMemory(MemoryBudget budget, MemoryAccess.Block block, long byteCount) {
    this.budget = budget;
    this.block = block;
    this.segment = block.segment();
    this.base = block.address();
    this.byteCount = byteCount;
  }

  /**
   * Allocates a block.
   *
   * @throws MemoryBudgetExceededException if the budget has not that much left
   */
  public static OffHeapMemory allocate(long byteCount, MemoryBudget budget) {
    budget.reserve(byteCount);
    try {
      return new OffHeapMemory(budget, MemoryAccess.allocate(byteCount), byteCount);
    } catch (Error | RuntimeException e) {
      budget.release(byteCount);
      throw e;
    }
  }

  /** Size of the block in bytes. */
  public long byteCount() {
    return byteCount;
  }

  private void check(long offset, int width) {
    if (CHECKED && (closed || offset < 0 || offset > byteCount - width)) {
      throw new AssertionError(
          "outside off-heap memory: offset="
              + offset
              + ", width="
              + width
              + ", bytes="
              + byteCount
              + ", closed="
              + closed);
    }
  }

  /** The long at {@code offset}. */
  public long getLong(long offset) {
    check(offset, Long.BYTES);
    try {
      return (long) MemoryAccess.GET_LONG.invokeExact(segment, base + offset);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Stores a long at {@code offset}. */
  public void putLong(long offset, long value) {
    check(offset, Long.BYTES);
    try {
      MemoryAccess.PUT_LONG.invokeExact(segment, base + offset, value);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The int at {@code offset}. */
  public int getInt(long offset) {
    check(offset, Integer.BYTES);
    try {
      return (int) MemoryAccess.GET_INT.invokeExact(segment, base + offset);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Stores an int at {@code offset}. */
  public void putInt(long offset, int value) {
    check(offset, Integer.BYTES);
    try {
      MemoryAccess.PUT_INT.invokeExact(segment, base + offset, value);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The byte at {@code offset}. */
  public byte getByte(long offset) {
    check(offset, Byte.BYTES);
    try {
      return (byte) MemoryAccess.GET_BYTE.invokeExact(segment, base + offset);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Stores a byte at {@code offset}. */
  public void putByte(long offset, byte value) {
    check(offset, Byte.BYTES);
    try {
      MemoryAccess.PUT_BYTE.invokeExact(segment, base + offset, value);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** The double at {@code offset}. */
  public double getDouble(long offset) {
    return Double.longBitsToDouble(getLong(offset));
  }

  /** Stores a double at {@code offset}. */
  public void putDouble(long offset, double value) {
    putLong(offset, Double.doubleToRawLongBits(value));
  }

  /** Copies {@code length} bytes of {@code source} to {@code offset} on. */
  public void putBytes(long offset, byte[] source, int from, int length) {
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      putLong(offset + i, HeapBytes.getLong(source, from + i));
    }
    for (; i < length; i++) {
      putByte(offset + i, source[from + i]);
    }
  }

  /** Copies {@code length} bytes from {@code offset} on into {@code target}. */
  public void getBytes(long offset, byte[] target, int to, int length) {
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      HeapBytes.putLong(target, to + i, getLong(offset + i));
    }
    for (; i < length; i++) {
      target[to + i] = getByte(offset + i);
    }
  }

  /** Whether the {@code length} bytes from {@code offset} on are those of {@code other}. */
  public boolean equalsBytes(long offset, byte[] other, int from, int length) {
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      if (getLong(offset + i) != HeapBytes.getLong(other, from + i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (getByte(offset + i) != other[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Copies {@code length} bytes of {@code source}, which may not be this block. */
  public void copyFrom(OffHeapMemory source, long sourceOffset, long offset, long length) {
    long i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      putLong(offset + i, source.getLong(sourceOffset + i));
    }
    for (; i < length; i++) {
      putByte(offset + i, source.getByte(sourceOffset + i));
    }
  }

  /** Sets {@code length} bytes from {@code offset} on to zero. */
  public void zero(long offset, long length) {
    if (length > 0) {
      MemoryAccess.zero(block, offset, length);
    }
  }

  /** Frees the block and gives its bytes back to the budget. A second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      MemoryAccess.free(block);
      budget.release(byteCount);
    }
  }

  private static RuntimeException rethrow(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    if (e instanceof RuntimeException exception) {
      throw exception;
    }
    throw new IllegalStateException(e);
  }
}
