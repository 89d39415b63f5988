package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static final int CASES = 30_000;
  private static final long SEED = 20260104L;
  private static final int[] TEXT = {'a', 'b', 0xE9, 0x1F600, '%', '\n'};
  private static final int[] PATTERN = {'a', 'b', 0xE9, 0x1F600, '%', '_'};

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldMatchAsRegularExpression() {
    int matches = 0;
    for (int i = 0; i < CASES; i++) {
      String text = next(TEXT, 12);
      String pattern = next(PATTERN, 7);
      boolean expected = Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(text).matches();
      assertThat(LikePattern.compile(pattern).matches(VarcharView.of(text)))
          .as("seed %d: '%s' LIKE '%s'", SEED, text, pattern)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isGreaterThan(CASES / 50);
  }

  @Test
  void shouldTakeEscapedWildcardsLiterally() {
    assertThat(matches("10%", "10\\%", "\\")).isTrue();
    assertThat(matches("10x", "10\\%", "\\")).isFalse();
    assertThat(matches("a_b", "a!_b", "!")).isTrue();
    assertThat(matches("axb", "a!_b", "!")).isFalse();
    assertThat(matches("a!b", "a!!b", "!")).isTrue();
    assertThat(matches("\uD83D\uDE00", "_", "\uD83D\uDE01")).isTrue();
  }

  @Test
  void shouldRefuseWrongEscapes() {
    assertThatThrownBy(() -> LikePattern.compile("abc", "xy"))
        .hasMessage("not an escape character: escape='xy'; it must be one character");
    assertThatThrownBy(() -> LikePattern.compile("abc!", "!"))
        .hasMessage(
            "wrong escape in a LIKE pattern: pattern='abc!', escape='!';"
                + " it must stand before %, _ or itself");
    assertThatThrownBy(() -> LikePattern.compile("a!bc", "!"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotBlowUpWhenManyPartsAlmostMatch() {
    LikePattern pattern = LikePattern.compile("%a".repeat(1000) + "%b%");
    assertThat(pattern.matches(VarcharView.of("a".repeat(100_000)))).isFalse();
    assertThat(pattern.matches(VarcharView.of("a".repeat(100_000) + "b"))).isTrue();
  }

  private static boolean matches(String text, String pattern, String escape) {
    return LikePattern.compile(pattern, escape).matches(VarcharView.of(text));
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return regex.toString();
  }

  private String next(int[] alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest + 1);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
