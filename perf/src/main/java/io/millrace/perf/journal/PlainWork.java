package io.millrace.perf.journal;

import io.millrace.perf.bench.WrongAnswerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * What a journal is measured by: the bytes of 1,024 rows of five longs written to a file, and to a
 * queue into fresh pages of its file, as a queue does by itself. One thread.
 */
final class PlainWork {
  private static final int BYTES = 5 * Long.BYTES * 1024;

  private final Path path;
  private final Path zeros;
  private final int count;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);

  PlainWork(Path path, Path zeros, int count) {
    this.path = path;
    this.zeros = zeros;
    this.count = count;
  }

  long writeFresh() throws IOException {
    return write(path);
  }

  void writeZeros() throws IOException {
    write(zeros);
  }

  /** Over what {@link #writeZeros} has written. */
  long writeOver() throws IOException {
    return write(zeros);
  }

  void removeZeros() throws IOException {
    Files.delete(zeros);
  }

  private long write(Path file) throws IOException {
    long bytes = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int i = 0; i < count; i++) {
        bytes += channel.write(buffer.clear());
      }
    }
    return bytes;
  }

  private ChronicleQueue queue() {
    return SingleChronicleQueueBuilder.binary(path)
        .timeProvider(() -> 0)
        .rollCycle(LargeRollCycles.HUGE_DAILY)
        .build();
  }

  long writeQueue() {
    BytesStore<?, ByteBuffer> store = BytesStore.wrap(buffer.clear());
    try (ChronicleQueue queue = queue();
        ExcerptAppender appender = queue.createAppender()) {
      for (int i = 0; i < count; i++) {
        try (DocumentContext document = appender.writingDocument()) {
          Bytes<?> bytes = document.wire().bytes();
          long at = bytes.writePosition();
          bytes.write(at, store, 0, BYTES);
          bytes.writePosition(at + BYTES);
        }
      }
    }
    return (long) count * BYTES;
  }

  /** Reads what {@link #writeQueue} has written into memory. */
  long readQueue() throws WrongAnswerException {
    int read = 0;
    try (ChronicleQueue queue = queue();
        ExcerptTailer tailer = queue.createTailer()) {
      while (true) {
        try (DocumentContext document = tailer.readingDocument()) {
          if (!document.isPresent()) {
            break;
          }
          buffer.clear();
          document.wire().bytes().read(buffer);
          read++;
        }
      }
    }
    if (read != count || buffer.hasRemaining()) {
      throw new WrongAnswerException("documents=" + read + ", written=" + count);
    }
    return 0;
  }
}
