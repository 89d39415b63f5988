package io.millrace.connector.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * The part of an input that is in memory: a byte array that slides forward and grows up to the
 * longest line that is allowed. Behind {@link #end()} stands a line feed as a guard, so that a
 * search for one needs no check of the end; up to seven bytes behind that may be read.
 */
final class ByteWindow {
  private static final int INITIAL_BYTES = 256 * 1024;
  private static final int GUARD_BYTES = 8;

  private final FileInput input;
  private final int maxBytes;
  private byte[] bytes;
  private int start;
  private int end;
  private boolean atEnd;

  /** A window over {@code input} that holds at most {@code maxBytes}. */
  ByteWindow(FileInput input, int maxBytes) {
    this.input = input;
    this.maxBytes = maxBytes;
    this.bytes = new byte[Math.min(INITIAL_BYTES, maxBytes) + GUARD_BYTES];
    this.bytes[0] = '\n';
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
    if (start > 0 && (start == end || room - end < room >>> 2)) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == room) {
      int grown = (int) Math.min(2L * room, maxBytes);
      bytes = Arrays.copyOf(bytes, Math.max(grown, room) + GUARD_BYTES);
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
