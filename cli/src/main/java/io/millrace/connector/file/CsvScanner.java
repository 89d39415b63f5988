package io.millrace.connector.file;

import java.util.Arrays;

/**
 * Finds the fields of one CSV record. A quote means quoting only as the first byte of a field;
 * elsewhere it is text. Eight bytes are looked at at a time. Mutable; one thread.
 */
final class CsvScanner {
  /** The record does not end within the bytes that are in memory. */
  static final int INCOMPLETE = -1;

  /** A quoted field is followed by something else than a delimiter or the end of the record. */
  static final int BAD_QUOTE = -2;

  /** A field that is not quoted. */
  static final byte PLAIN = 0;

  /** A quoted field; its range leaves out the quotes. */
  static final byte QUOTED = 1;

  /** A quoted field that holds doubled quotes. */
  static final byte ESCAPED = 2;

  private static final int INITIAL_FIELDS = 16;
  private static final byte QUOTE = '"';

  private final byte delimiter;
  private final long delimiters;
  private int[] starts = new int[INITIAL_FIELDS];
  private int[] ends = new int[INITIAL_FIELDS];
  private byte[] quoting = new byte[INITIAL_FIELDS];
  private int fieldCount;
  private int contentEnd;
  private int lineFeeds;
  private boolean openQuote;
  private long seen;

  /** A scanner for this delimiter. */
  CsvScanner(byte delimiter) {
    this.delimiter = delimiter;
    this.delimiters = ByteSearch.repeat(delimiter);
  }

  /** Fields of the record. */
  int fieldCount() {
    return fieldCount;
  }

  /** Where each field starts. */
  int[] starts() {
    return starts;
  }

  /** Where each field ends, exclusive. */
  int[] ends() {
    return ends;
  }

  /** {@link #PLAIN}, {@link #QUOTED} or {@link #ESCAPED}, for each field. */
  byte[] quoting() {
    return quoting;
  }

  /** Index behind the record's last byte, its line break left out. */
  int contentEnd() {
    return contentEnd;
  }

  /** Line feeds within quotes, and that at the end of the record if there is one. */
  int lineFeeds() {
    return lineFeeds;
  }

  /** Whether an incomplete record ends within a quoted field. */
  boolean endsInQuotes() {
    return openQuote;
  }

  /** Whether all bytes of the record are ASCII; may be false though they are. */
  boolean isAscii() {
    return (seen & ByteSearch.HIGH_BITS) == 0;
  }

  /**
   * Finds the fields of the record that starts at {@code start}. {@code bytes[end]} must be a line
   * feed, and the seven bytes behind it readable.
   *
   * @param last whether nothing follows behind {@code end}, which then ends the record
   * @return index behind the record and its line break, {@link #INCOMPLETE} or {@link #BAD_QUOTE}
   */
  int scan(byte[] bytes, int start, int end, boolean last) {
    fieldCount = 0;
    lineFeeds = 0;
    seen = 0;
    openQuote = false;
    int fieldStart = start;
    while (true) {
      int fieldEnd;
      if (bytes[fieldStart] == QUOTE && fieldStart < end) {
        fieldEnd = scanQuoted(bytes, fieldStart, end, last);
        if (fieldEnd < 0) {
          return fieldEnd;
        }
      } else {
        fieldEnd = scanPlain(bytes, fieldStart);
      }
      if (bytes[fieldEnd] != delimiter || fieldEnd >= end) {
        return finish(bytes, start, fieldEnd, end, last);
      }
      fieldStart = fieldEnd + 1;
    }
  }

  /** Takes plain fields until a line feed, or a delimiter before a quote; gives back its index. */
  private int scanPlain(byte[] bytes, int from) {
    final long delimitersHere = delimiters;
    int[] startsHere = starts;
    int[] endsHere = ends;
    int field = fieldCount;
    int fieldStart = from;
    int index = from;
    long seenHere = seen;
    while (true) {
      long word = ByteSearch.word(bytes, index);
      seenHere |= word;
      long matches =
          ByteSearch.matches(word, delimitersHere)
              | ByteSearch.matches(word, ByteSearch.LINE_FEEDS);
      while (matches != 0) {
        int fieldEnd = index + (Long.numberOfTrailingZeros(matches) >>> 3);
        if (field == startsHere.length) {
          grow();
          startsHere = starts;
          endsHere = ends;
        }
        startsHere[field] = fieldStart;
        endsHere[field] = fieldEnd;
        field++;
        if (bytes[fieldEnd] == '\n' || bytes[fieldEnd + 1] == QUOTE) {
          Arrays.fill(quoting, fieldCount, field, PLAIN);
          fieldCount = field;
          seen = seenHere;
          return fieldEnd;
        }
        fieldStart = fieldEnd + 1;
        matches &= matches - 1;
      }
      index += Long.BYTES;
    }
  }

  /** Takes one quoted field; gives back the index of the delimiter or line feed behind it. */
  private int scanQuoted(byte[] bytes, int from, int end, boolean last) {
    byte kind = QUOTED;
    int index = from + 1;
    long seenHere = 0;
    while (true) {
      byte value = bytes[index];
      if (value == QUOTE && index < end) {
        if (index + 1 < end && bytes[index + 1] == QUOTE) {
          kind = ESCAPED;
          index++;
        } else {
          break;
        }
      } else if (value == '\n') {
        if (index >= end) {
          openQuote = true;
          return INCOMPLETE;
        }
        lineFeeds++;
      }
      seenHere |= value;
      index++;
    }
    seen |= seenHere & ByteSearch.HIGH_BITS;
    add(from + 1, index, kind);
    int behind = index + 1;
    if (behind >= end && !last) {
      return INCOMPLETE;
    }
    if (bytes[behind] == '\r' && (bytes[behind + 1] == '\n' || behind + 1 >= end)) {
      if (behind + 1 >= end && !last) {
        return INCOMPLETE;
      }
      behind++;
    }
    return bytes[behind] == delimiter || bytes[behind] == '\n' || behind >= end
        ? Math.min(behind, end)
        : BAD_QUOTE;
  }

  private int finish(byte[] bytes, int start, int lineFeed, int end, boolean last) {
    if (lineFeed >= end && !last) {
      return INCOMPLETE;
    }
    int field = fieldCount - 1;
    int content = lineFeed;
    if (content > start && bytes[content - 1] == '\r') {
      content--;
      ends[field] = Math.min(ends[field], content);
    }
    contentEnd = content;
    if (lineFeed >= end) {
      return end;
    }
    lineFeeds++;
    return lineFeed + 1;
  }

  private void add(int start, int end, byte kind) {
    if (fieldCount == starts.length) {
      grow();
    }
    starts[fieldCount] = start;
    ends[fieldCount] = end;
    quoting[fieldCount] = kind;
    fieldCount++;
  }

  private void grow() {
    int fields = 2 * starts.length;
    starts = Arrays.copyOf(starts, fields);
    ends = Arrays.copyOf(ends, fields);
    quoting = Arrays.copyOf(quoting, fields);
  }
}
