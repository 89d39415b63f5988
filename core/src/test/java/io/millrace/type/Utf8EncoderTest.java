package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8EncoderTest {
  private static void isEncodedAsByTheJdk(String text) {
    byte[] target = new byte[2 + Utf8Encoder.MOST_BYTES_PER_CHAR * text.length()];
    int end = Utf8Encoder.encode(text, target, 2);
    assertThat(Arrays.copyOfRange(target, 2, end)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldEncodeAsTheJdkDoesAtTheBordersOfEachLength() {
    isEncodedAsByTheJdk("");
    isEncodedAsByTheJdk("\u0000\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF");
    isEncodedAsByTheJdk(new String(Character.toChars(0x10000)));
    isEncodedAsByTheJdk("a" + new String(Character.toChars(0x10FFFF)) + "b");
  }

  @Test
  void shouldPutAQuestionMarkForHalfOfASurrogatePair() {
    isEncodedAsByTheJdk("a\uD800");
    isEncodedAsByTheJdk("\uDC00b");
    isEncodedAsByTheJdk("\uD800\uD800\uDC00\uDC00");
  }

  @Test
  void shouldEncodeAsTheJdkDoesWhenCharsAreRandom() {
    SplittableRandom random = new SplittableRandom(3);
    int[] bounds = {0x80, 0x800, 0x10000};
    for (int i = 0; i < 20_000; i++) {
      char[] chars = new char[random.nextInt(12)];
      for (int c = 0; c < chars.length; c++) {
        int bound = bounds[random.nextInt(3)];
        chars[c] =
            (char)
                (random.nextInt(4) == 0 ? 0xD800 + random.nextInt(0x800) : random.nextInt(bound));
      }
      isEncodedAsByTheJdk(new String(chars));
    }
  }
}
