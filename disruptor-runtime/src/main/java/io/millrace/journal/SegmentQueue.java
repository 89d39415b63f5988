package io.millrace.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * The queue of one segment, new, and the only one that appends to it. It has one file, as its clock
 * stands still. Indexes are sparse: nobody looks for a document by its number. One thread.
 */
final class SegmentQueue implements AutoCloseable {
  /**
   * What the file is mapped by; a quarter more is mapped behind it, and a document must fit there.
   */
  static final long BLOCK_BYTES = 256L << 20;

  private static final int INDEX_COUNT = 1 << 7;
  private static final int INDEX_SPACING = 1 << 20;

  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private ByteBuffer wrapped;
  private BytesStore<?, ByteBuffer> store;

  SegmentQueue(Path segment) {
    queue =
        SingleChronicleQueueBuilder.binary(segment)
            .timeProvider(() -> 0)
            .rollCycle(LargeRollCycles.HUGE_DAILY)
            .blockSize(BLOCK_BYTES)
            .indexCount(INDEX_COUNT)
            .indexSpacing(INDEX_SPACING)
            .checkInterrupts(false)
            .build();
    try {
      appender = queue.createAppender();
    } catch (Throwable e) {
      queue.close();
      throw e;
    }
    appender.singleThreadedCheckDisabled(true);
  }

  /** Appends a document of what the record holds; where the next one begins in the file. */
  long append(RecordBuffer record, int length) {
    DocumentContext document = appender.writingDocument();
    try {
      Bytes<?> bytes = document.wire().bytes();
      long at = bytes.writePosition();
      bytes.write(at, store(record), 0, length);
      bytes.writePosition(at + length);
      return at + length;
    } catch (Throwable e) {
      document.rollbackOnClose();
      throw e;
    } finally {
      document.close();
    }
  }

  private BytesStore<?, ByteBuffer> store(RecordBuffer record) {
    if (record.bytes() != wrapped) {
      releaseStore();
      wrapped = record.bytes();
      store = BytesStore.wrap(wrapped);
    }
    return store;
  }

  private void releaseStore() {
    if (store != null) {
      store.releaseLast();
      store = null;
    }
  }

  @Override
  public void close() {
    releaseStore();
    appender.close();
    queue.close();
  }
}
