package io.millrace.journal;

import java.io.IOException;

/**
 * Knows the documents of a queue's file that are the queue's own: one that begins it, and indexes,
 * which are a name and an array of longs. They have no checksum, so that their length is believed
 * only if it is that of what they hold: a wrong one would pass over records in silence. One thread.
 */
final class QueueIndex {
  private static final String BEGIN = "header";
  private static final String FIRST = "index2index";
  private static final String FURTHER = "index";
  private static final int NAME = 0xb9;
  private static final int PADDING = 0x8f;
  private static final int PADDING_OF_LENGTH = 0x8e;
  private static final int ARRAY_OF_LONGS = 0x8d;

  private final FileWindow window;

  QueueIndex(FileWindow window) {
    this.window = window;
  }

  /** Whether there is such a document, its four bytes of length before it, and it is that long. */
  boolean isDocument(long at, long length) throws IOException {
    if (isNamed(at, length, BEGIN)) {
      long next = QueueFile.align(at + length) + Integer.BYTES;
      return isNamed(next, window.size() - next, FIRST);
    }
    return isArray(at, length, FIRST) || isArray(at, length, FURTHER);
  }

  private boolean isNamed(long at, long length, String name) throws IOException {
    if (length < name.length() + 2
        || unsigned(at) != NAME
        || window.getByte(at + 1) != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (window.getByte(at + 2 + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isArray(long at, long length, String name) throws IOException {
    if (!isNamed(at, length, name)) {
      return false;
    }
    long end = at + length;
    long array = at + 2 + name.length();
    while (array < end && unsigned(array) == PADDING) {
      array++;
    }
    if (array + 1 + Integer.BYTES <= end && unsigned(array) == PADDING_OF_LENGTH) {
      array += 1 + Integer.BYTES + Integer.toUnsignedLong(window.getInt(array + 1));
    }
    long longs = array + 1 + 2L * Long.BYTES;
    return longs <= end
        && unsigned(array) == ARRAY_OF_LONGS
        && window.getLong(array + 1) == (end - longs) / Long.BYTES
        && (end - longs) % Long.BYTES == 0;
  }

  private int unsigned(long at) throws IOException {
    return window.getByte(at) & 0xff;
  }
}
