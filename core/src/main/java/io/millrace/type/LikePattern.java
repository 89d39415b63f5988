package io.millrace.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A compiled pattern of SQL {@code LIKE}: {@code %} stands for any text, {@code _} for one
 * character (code point), an escape character takes their meaning away. Immutable; matching
 * allocates nothing.
 *
 * <p>The pattern is cut at each {@code %}. The first part must start the text and the last one end
 * it; the others are searched for from left to right, each behind the one before, and never again:
 * the leftmost place leaves most to the rest. So a match costs at most text times pattern.
 */
public final class LikePattern {
  /** Stands for {@code _} in a part; no byte of UTF-8 has this value. */
  private static final byte ANY = (byte) 0xFF;

  private static final int NO_ESCAPE = -1;

  private final String source;
  private final boolean exact;
  private final Part first;
  private final Part[] middle;
  private final Part last;
  private final int fewestBytes;

  private LikePattern(String source, List<byte[]> parts) {
    this.source = source;
    exact = parts.size() == 1;
    first = new Part(parts.get(0));
    last = new Part(parts.get(parts.size() - 1));
    List<Part> between = new ArrayList<>();
    for (int i = 1; i < parts.size() - 1; i++) {
      if (parts.get(i).length > 0) {
        between.add(new Part(parts.get(i)));
      }
    }
    middle = between.toArray(new Part[0]);
    fewestBytes = exact ? parts.get(0).length : parts.stream().mapToInt(p -> p.length).sum();
  }

  /** A pattern without an escape character. */
  public static LikePattern compile(String pattern) {
    return new LikePattern(pattern, parts(pattern, NO_ESCAPE));
  }

  /**
   * A pattern with an escape character.
   *
   * @throws IllegalArgumentException if {@code escape} is not one character, or if in the pattern
   *     it does not stand before {@code %}, {@code _} or itself
   */
  public static LikePattern compile(String pattern, String escape) {
    if (escape.codePointCount(0, escape.length()) != 1) {
      throw new IllegalArgumentException(
          "not an escape character: escape='" + escape + "'; it must be one character");
    }
    return new LikePattern(pattern, parts(pattern, escape.codePointAt(0)));
  }

  private static List<byte[]> parts(String pattern, int escape) {
    List<byte[]> parts = new ArrayList<>();
    TextBuffer part = new TextBuffer();
    int[] codePoints = pattern.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      int c = codePoints[i];
      if (c == escape) {
        i++;
        checkEscaped(pattern, codePoints, i, escape);
        part.append(Character.toString(codePoints[i]));
      } else if (c == '%') {
        parts.add(Arrays.copyOf(part.bytes(), part.length()));
        part.clear();
      } else if (c == '_') {
        part.append((char) ANY);
      } else {
        part.append(Character.toString(c));
      }
    }
    parts.add(Arrays.copyOf(part.bytes(), part.length()));
    return parts;
  }

  private static void checkEscaped(String pattern, int[] codePoints, int at, int escape) {
    if (at == codePoints.length
        || (codePoints[at] != '%' && codePoints[at] != '_' && codePoints[at] != escape)) {
      throw new IllegalArgumentException(
          "wrong escape in a LIKE pattern: pattern='"
              + pattern
              + "', escape='"
              + Character.toString(escape)
              + "'; it must stand before %, _ or itself");
    }
  }

  /** Whether a text matches. */
  public boolean matches(VarcharView text) {
    return matches(text.bytes(), text.offset(), text.length());
  }

  /** Whether a range of UTF-8 bytes matches. */
  public boolean matches(byte[] bytes, int offset, int length) {
    if (length < fewestBytes) {
      return false;
    }
    int to = offset + length;
    int at = first.matchForward(bytes, offset, to);
    if (at < 0 || exact) {
      return at == to;
    }
    int end = last.matchBackward(bytes, at, to);
    if (end < 0) {
      return false;
    }
    for (Part part : middle) {
      at = part.find(bytes, at, end);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return source;
  }

  /** What stands between two {@code %}. */
  private static final class Part {
    private final byte[] pattern;
    private final boolean literal;

    Part(byte[] pattern) {
      this.pattern = pattern;
      boolean noWildcard = true;
      for (byte b : pattern) {
        noWildcard &= b != ANY;
      }
      literal = noWildcard;
    }

    /** Where the part ends that starts at {@code from}, or -1 if it does not stand there. */
    int matchForward(byte[] bytes, int from, int to) {
      if (literal) {
        int end = from + pattern.length;
        boolean found = end <= to && Arrays.equals(bytes, from, end, pattern, 0, pattern.length);
        return found ? end : -1;
      }
      int at = from;
      for (byte b : pattern) {
        if (at >= to) {
          return -1;
        }
        if (b == ANY) {
          at = Utf8.skip(bytes, at, to, 1);
        } else if (bytes[at++] != b) {
          return -1;
        }
      }
      return at;
    }

    /** Where the part starts that ends at {@code to}, or -1 if it does not stand there. */
    int matchBackward(byte[] bytes, int from, int to) {
      int at = to;
      for (int i = pattern.length - 1; i >= 0; i--) {
        if (--at < from) {
          return -1;
        }
        if (pattern[i] == ANY) {
          while (at > from && Utf8.isContinuation(bytes[at])) {
            at--;
          }
        } else if (bytes[at] != pattern[i]) {
          return -1;
        }
      }
      return at;
    }

    /** Where the leftmost place of the part ends, or -1 if there is none. */
    int find(byte[] bytes, int from, int to) {
      byte start = pattern[0];
      for (int at = from; at <= to - pattern.length; at++) {
        boolean candidate = start == ANY ? !Utf8.isContinuation(bytes[at]) : bytes[at] == start;
        if (candidate) {
          int end = matchForward(bytes, at, to);
          if (end >= 0) {
            return end;
          }
        }
      }
      return -1;
    }
  }
}
