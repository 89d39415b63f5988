package io.millrace.state;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.OffHeapMemory;

/** Append-only off-heap bytes that text fields of slots point into; freed or emptied as a whole. */
final class TextArea implements AutoCloseable {
  private static final long INITIAL_BYTES = 1024;

  private final MemoryBudget budget;
  private OffHeapMemory memory;
  private long usedBytes;

  TextArea(MemoryBudget budget) {
    this.budget = budget;
  }

  OffHeapMemory memory() {
    return memory;
  }

  /** Makes sure that the next {@code length} bytes can be allocated. */
  void reserve(long length) {
    long needed = usedBytes + length;
    if (memory == null || needed > memory.byteCount()) {
      grow(needed);
    }
  }

  /** Offset of {@code length} fresh bytes. */
  long allocate(long length) {
    reserve(length);
    long offset = usedBytes;
    usedBytes += length;
    return offset;
  }

  private void grow(long needed) {
    long current = memory == null ? INITIAL_BYTES / 2 : memory.byteCount();
    OffHeapMemory larger = OffHeapMemory.allocate(Math.max(needed, 2 * current), budget);
    if (memory != null) {
      larger.copyFrom(memory, 0, 0, usedBytes);
      memory.close();
    }
    memory = larger;
  }

  void clear() {
    usedBytes = 0;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
      usedBytes = 0;
    }
  }
}
