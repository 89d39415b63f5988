package io.millrace.connector.file;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The part of an input that is in memory: a byte array that slides forward and grows up to the
 * longest line that is allowed. Behind {@link #end()} stands a line feed as a guard, so that a
 * search for one needs no check of the end; up to seven bytes behind that may be read. Before
 * {@link #start()} stand the last eight bytes that were consumed.
 */
final class ByteWindow {
  private static final int INITIAL_BYTES = 256 * 1024;
  private static final int GUARD_BYTES = 8;
  private static final int BEFORE_BYTES = Long.BYTES;

  private final FileInput input;
  private final int maxBytes;
  private byte[] bytes;
  private long offset;
  private int start = BEFORE_BYTES;
  private int end = BEFORE_BYTES;
  private boolean atEnd;

  /** A window over {@code input} that holds at most {@code maxBytes}. */
  ByteWindow(FileInput input, int maxBytes) {
    this.input = input;
    this.maxBytes = maxBytes;
    this.bytes = new byte[BEFORE_BYTES + Math.min(INITIAL_BYTES, maxBytes) + GUARD_BYTES];
    this.bytes[start] = '\n';
  }

  /** Bytes of the input, unpacked, before {@link #start()}. */
  long position() {
    return offset + start - BEFORE_BYTES;
  }

  /** The eight bytes before {@link #start()}, the last one highest; zeros where there are fewer. */
  long before() {
    return ByteSearch.word(bytes, start - BEFORE_BYTES);
  }

  /** Goes on at another position of an input that can do so, and shows what stands before it. */
  void seek(long newPosition) throws IOException {
    offset = newPosition;
    start = BEFORE_BYTES;
    end = BEFORE_BYTES;
    atEnd = false;
    int known = (int) Math.min(BEFORE_BYTES, newPosition);
    Arrays.fill(bytes, 0, BEFORE_BYTES, (byte) 0);
    input.seek(newPosition - known);
    for (int from = BEFORE_BYTES - known; from < BEFORE_BYTES; ) {
      int count = input.read(bytes, from, BEFORE_BYTES - from);
      if (count < 0) {
        throw new EOFException("the file has become shorter");
      }
      from += count;
    }
    bytes[start] = '\n';
  }

  /** The array; another one after {@link #more()}. */
  byte[] bytes() {
    return bytes;
  }

  /** Index of the first byte that is not consumed. */
  int start() {
    return start;
  }

  /** Index behind the last byte that is in memory. */
  int end() {
    return end;
  }

  /** Whether nothing follows behind {@link #end()}. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** Whether the bytes that are not consumed are as many as are allowed. */
  boolean isFull() {
    return end - start >= maxBytes;
  }

  /** Consumes the bytes before {@code index}. */
  void consume(int index) {
    start = index;
  }

  /**
   * Reads further bytes behind the end, at least one unless the input is at its end; moves the
   * bytes that are not consumed to the front. There must be room: see {@link #isFull()}.
   */
  void more() throws IOException {
    makeRoom();
    int count =
        input.read(bytes, end, Math.min(bytes.length - GUARD_BYTES, start + maxBytes) - end);
    if (count < 0) {
      atEnd = true;
    } else {
      end += count;
      bytes[end] = '\n';
    }
  }

  private void makeRoom() {
    int room = bytes.length - GUARD_BYTES;
    int shift = start - BEFORE_BYTES;
    if (shift > 0 && (start == end || room - end < room >>> 2)) {
      System.arraycopy(bytes, shift, bytes, 0, end - shift);
      offset += shift;
      end -= shift;
      start = BEFORE_BYTES;
    }
    if (end == room) {
      int held = room - BEFORE_BYTES;
      int grown = (int) Math.min(2L * held, maxBytes);
      bytes = Arrays.copyOf(bytes, BEFORE_BYTES + Math.max(grown, held) + GUARD_BYTES);
    }
    bytes[end] = '\n';
  }

  /** Index of the first line feed from {@code from} on, {@link #end()} if there is none. */
  int findLineFeed(int from) {
    byte[] in = bytes;
    int index = from;
    while (true) {
      long matches = ByteSearch.matches(ByteSearch.word(in, index), ByteSearch.LINE_FEEDS);
      if (matches != 0) {
        return Math.min(index + (Long.numberOfTrailingZeros(matches) >>> 3), end);
      }
      index += Long.BYTES;
      if (index >= end) {
        return end;
      }
    }
  }
}
