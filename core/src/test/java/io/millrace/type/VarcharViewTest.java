package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VarcharViewTest {
  private static final int CASES = 20_000;
  private static final long SEED = 20260103L;
  private static final int[] ALPHABET = {
    'a', 'B', ' ', '~', 0xDF, 0xE9, 0x7FF, 0x20AC, 0xFFFD, 0x1F600
  };

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldCompareInOrderOfCodePoints() {
    for (int i = 0; i < CASES; i++) {
      String a = nextText();
      String b = random.nextInt(4) == 0 ? a : nextText();
      VarcharView left = shifted(a);
      VarcharView right = shifted(b);
      assertThat(Integer.signum(left.compareTo(right)))
          .as("seed %d: '%s' and '%s'", SEED, a, b)
          .isEqualTo(
              Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()) < 0
                  ? -1
                  : a.equals(b) ? 0 : 1);
      assertThat(left.equals(right)).isEqualTo(a.equals(b));
      assertThat(left.contentEquals(right)).isEqualTo(a.equals(b));
      if (a.equals(b)) {
        assertThat(left.hash64()).isEqualTo(right.hash64());
        assertThat(left).hasSameHashCodeAs(right);
      }
    }
  }

  @Test
  void shouldHashDifferentTextsDifferently() {
    Set<Long> hashes = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < CASES; i++) {
      String text = i % 2 == 0 ? nextText() : "customer#" + i;
      if (texts.add(text)) {
        assertThat(hashes.add(shifted(text).hash64())).as("seed %d: %s", SEED, text).isTrue();
      }
    }
    for (int length = 0; length < 100; length++) {
      assertThat(hashes.add(new VarcharView().set(new byte[length], 0, length).hash64()))
          .isEqualTo(length > 0 || !texts.contains(""));
    }
  }

  @Test
  void shouldFlipHalfOfTheHashBitsWhenOneInputBitFlips() {
    for (int length : new int[] {2, 3, 4, 7, 8, 9, 16, 17, 31, 32, 33, 100}) {
      long[] flips = new long[Long.SIZE];
      int trials = 0;
      byte[] bytes = new byte[length];
      VarcharView view = new VarcharView().set(bytes, 0, length);
      for (int round = 0; round < 40_000 / length; round++) {
        for (int i = 0; i < length; i++) {
          bytes[i] = (byte) random.nextInt();
        }
        long before = view.hash64();
        int bit = random.nextInt(8 * length);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        long difference = before ^ view.hash64();
        trials++;
        for (int i = 0; i < Long.SIZE; i++) {
          flips[i] += difference >>> i & 1;
        }
      }
      double tolerance = 5 * 0.5 / Math.sqrt(trials);
      for (int i = 0; i < Long.SIZE; i++) {
        assertThat((double) flips[i] / trials)
            .as("seed %d: length %d, bit %d of the hash", SEED, length, i)
            .isBetween(0.5 - tolerance, 0.5 + tolerance);
      }
    }
  }

  @Test
  void shouldCountAndCutCodePoints() {
    for (int i = 0; i < CASES; i++) {
      String text = nextText();
      int[] codePoints = text.codePoints().toArray();
      assertThat(shifted(text).codePointCount()).isEqualTo(codePoints.length);
      int start = random.nextInt(-5, 45);
      int count = random.nextInt(45);
      int from = Math.min(Math.max(start, 1) - 1, codePoints.length);
      int to = Math.max(from, Math.min(start + count - 1, codePoints.length));
      assertThat(shifted(text).substring(start, count).toString())
          .as("seed %d: substring of '%s' from %d for %d", SEED, text, start, count)
          .isEqualTo(new String(codePoints, from, to - from));
      assertThat(shifted(text).substring(start, Long.MAX_VALUE).toString())
          .isEqualTo(new String(codePoints, from, codePoints.length - from));
    }
    assertThatThrownBy(() -> shifted("abc").substring(1, -1))
        .hasMessage("negative length of a substring: length=-1; it must be 0 or more");
  }

  @Test
  void shouldTrimBlanksWhereTold() {
    assertThat(shifted("  a b ").trim(true, true).toString()).isEqualTo("a b");
    assertThat(shifted("  a b ").trim(true, false).toString()).isEqualTo("a b ");
    assertThat(shifted("  a b ").trim(false, true).toString()).isEqualTo("  a b");
    assertThat(shifted("   ").trim(true, true).toString()).isEmpty();
  }

  @Test
  void shouldConvertCaseAndConcatenateAsString() {
    TextBuffer buffer = new TextBuffer(1);
    for (int i = 0; i < CASES; i++) {
      String a = random.nextBoolean() ? nextText() : "Ascii @[`{ " + i;
      String b = nextText();
      buffer.clear().appendUpper(shifted(a)).appendLower(shifted(b)).append(a).append(shifted(b));
      assertThat(new VarcharView().set(buffer, 0).toString())
          .as("seed %d: '%s' and '%s'", SEED, a, b)
          .isEqualTo(a.toUpperCase(Locale.ROOT) + b.toLowerCase(Locale.ROOT) + a + b);
    }
  }

  private String nextText() {
    int length = random.nextInt(random.nextInt(1, 40));
    int kinds = random.nextInt(1, ALPHABET.length + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(ALPHABET[random.nextInt(kinds)]);
    }
    return text.toString();
  }

  /** A view of a text that lies somewhere in an array among other bytes. */
  private VarcharView shifted(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int before = random.nextInt(20);
    byte[] bytes = new byte[before + encoded.length + random.nextInt(20)];
    Arrays.fill(bytes, (byte) random.nextInt());
    System.arraycopy(encoded, 0, bytes, before, encoded.length);
    return new VarcharView().set(bytes, before, encoded.length);
  }
}
