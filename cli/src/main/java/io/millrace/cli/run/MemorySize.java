package io.millrace.cli.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes of memory such as {@code 65536}, {@code 512k}, {@code 256m} and {@code 2g}. */
public final class MemorySize {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,18})\\s*([kmg]?)i?b?");

  private MemorySize() {}

  /**
   * The size in bytes; k, m and g are powers of 1024, in either case.
   *
   * @throws IllegalArgumentException if the text is not a size of at least one byte
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(text);
    }
    int shift = "kmg".indexOf(matcher.group(2)) * 10 + 10;
    long count = Long.parseLong(matcher.group(1));
    long bytes = matcher.group(2).isEmpty() ? count : count << shift;
    boolean overflow = !matcher.group(2).isEmpty() && bytes >> shift != count;
    if (bytes < 1 || overflow) {
      throw wrong(text);
    }
    return bytes;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "not a size of memory: value=" + text + "; write bytes, or a number with k, m or g");
  }
}
