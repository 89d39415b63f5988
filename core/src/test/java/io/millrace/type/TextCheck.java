package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads text that lies among other bytes, and writes behind other text. */
final class TextCheck {
  private static final String BEFORE = "9x7 ";
  private static final String BEHIND = "1.5";

  /** Reads a value from a range of bytes. */
  interface Parser<T> {
    /** The value of the bytes from {@code from} up to {@code to}. */
    T parse(byte[] source, int from, int to);
  }

  private TextCheck() {}

  static <T> T parse(String text, Parser<T> parser) {
    byte[] bytes = (BEFORE + text + BEHIND).getBytes(StandardCharsets.UTF_8);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return parser.parse(bytes, BEFORE.length(), BEFORE.length() + length);
  }

  static String write(Consumer<TextBuffer> writer) {
    TextBuffer out = new TextBuffer(1).append(BEFORE);
    writer.accept(out);
    return out.toString(BEFORE.length());
  }

  static void refuses(String text, Parser<?> parser, String message) {
    assertThatThrownBy(() -> parse(text, parser))
        .isInstanceOf(ValueFormatException.class)
        .hasMessage(message);
  }
}
