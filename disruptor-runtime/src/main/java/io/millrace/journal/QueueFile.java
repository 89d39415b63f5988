package io.millrace.journal;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads the documents of a queue's file, as Chronicle Queue lays it out: four bytes of length and
 * flags before each document, zero where the next one will be. Nothing that the file says is
 * believed before its checksum is seen to hold. One thread.
 */
final class QueueFile implements AutoCloseable {
  private static final int NOT_COMPLETE = 1 << 31;
  private static final int META = 1 << 30;
  private static final int LENGTH_MASK = META - 1;
  private static final int END_OF_FILE = NOT_COMPLETE | META;
  private static final int HEADER_BYTES = 4;

  private final Path file;
  private final FileWindow window;
  private final QueueIndex index;
  private long position;
  private String fault;

  QueueFile(Path file) throws IOException {
    this.file = file;
    this.window = new FileWindow(file);
    this.index = new QueueIndex(window);
  }

  Path file() {
    return file;
  }

  /** Where the next document begins, or what is no document. */
  long position() {
    return position;
  }

  /** What is wrong at {@link #position}; null if nothing is. */
  String fault() {
    return fault;
  }

  /** Goes on to the next record; false at the end and where something is wrong. */
  boolean next(RecordBuffer into) throws IOException {
    while (fault == null) {
      if (position > window.size() - HEADER_BYTES) {
        return endOfRecords();
      }
      int header = window.getInt(position);
      if (header == 0 || header == END_OF_FILE) {
        return endOfRecords();
      }
      long length = header & LENGTH_MASK;
      if ((header & NOT_COMPLETE) != 0) {
        fault = "half-written record";
      } else if (length > window.size() - HEADER_BYTES - position) {
        fault = "record is cut: length=" + length;
      } else if ((header & META) == 0) {
        return readRecord((int) length, into);
      } else if (!index.isDocument(position + HEADER_BYTES, length)) {
        fault = "no record and no index";
      } else {
        position = align(position + HEADER_BYTES + length);
      }
    }
    return false;
  }

  static long align(long at) {
    return (at + 3) & -4;
  }

  private boolean endOfRecords() throws IOException {
    boolean sealed =
        position <= window.size() - HEADER_BYTES && window.getInt(position) == END_OF_FILE;
    if (window.skipZeros(sealed ? position + HEADER_BYTES : position) < window.size()) {
      fault = "nothing where a record should begin";
    }
    return false;
  }

  private boolean readRecord(int length, RecordBuffer into) throws IOException {
    long at = position + HEADER_BYTES;
    if (!isRecordLength(at, length)) {
      fault = "length does not hold: length=" + length;
    } else if (length > into.bytes().capacity() && !checksumHolds(at, length)) {
      fault = "checksum does not hold: length=" + length;
    } else {
      into.reset(length);
      window.copy(at, into, length);
      if (into.checksum() == into.bytes().getInt(RecordDescriptor.CHECKSUM)) {
        position = align(at + length);
        return true;
      }
      fault = "checksum does not hold: length=" + length;
    }
    return false;
  }

  private boolean isRecordLength(long at, int length) throws IOException {
    return length >= RecordDescriptor.PAYLOAD
        && length <= RecordDescriptor.MOST_BYTES
        && length % Long.BYTES == 0
        && window.getInt(at + RecordDescriptor.LENGTH) == length;
  }

  private boolean checksumHolds(long at, int length) throws IOException {
    int from = RecordDescriptor.LENGTH;
    int stored = window.getInt(at + RecordDescriptor.CHECKSUM);
    return window.checksum(at + from, length - from) == stored;
  }

  /** Bytes from a position on up to the last that is not zero. */
  long bytesBehind(long from) throws IOException {
    return window.endOfContent(from) - from;
  }

  /** Records behind a position that are whole, wherever they begin. */
  long recordsBehind(long from) throws IOException {
    long records = 0;
    long last = window.size() - HEADER_BYTES - RecordDescriptor.PAYLOAD;
    for (long at = from; at <= last; at += HEADER_BYTES) {
      int length = window.getInt(at);
      if (length == 0) {
        at = (window.skipZeros(at) & -HEADER_BYTES) - HEADER_BYTES;
      } else if (length > 0
          && length <= window.size() - HEADER_BYTES - at
          && isRecordLength(at + HEADER_BYTES, length)
          && checksumHolds(at + HEADER_BYTES, length)) {
        records++;
        at += length;
      }
    }
    return records;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
