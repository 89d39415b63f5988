package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
  private static final int CASES = 50_000;
  private static final long SEED = 20260106L;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Decimal128 wide = new Decimal128();

  @Test
  void shouldWriteAllDigitsOfTheScale() {
    for (int i = 0; i < CASES; i++) {
      BigInteger value = RandomDecimals.next(random, 38);
      int scale = random.nextInt(39);
      String expected = new BigDecimal(value, scale).toPlainString();
      wide.set(value);
      assertThat(TextCheck.write(out -> DecimalText.append(out, wide.high(), wide.low(), scale)))
          .isEqualTo(expected);
      long narrow = RandomDecimals.next(random, 18).longValue();
      int narrowScale = random.nextInt(19);
      assertThat(TextCheck.write(out -> DecimalText.append(out, narrow, narrowScale)))
          .isEqualTo(BigDecimal.valueOf(narrow, narrowScale).toPlainString());
    }
    assertThat(TextCheck.write(out -> DecimalText.append(out, Long.MIN_VALUE, 2)))
        .isEqualTo("-92233720368547758.08");
  }

  @Test
  void shouldReadAsBigDecimalWithHalfUpRounding() {
    for (int i = 0; i < CASES; i++) {
      String text = nextNumber();
      int precision = 1 + random.nextInt(38);
      int scale = random.nextInt(precision + 1);
      BigInteger expected =
          new BigDecimal(text).setScale(scale, RoundingMode.HALF_UP).unscaledValue();
      boolean fits = expected.abs().compareTo(BigInteger.TEN.pow(precision)) < 0;
      checkWide(text, precision, scale, fits ? expected : null);
      if (precision <= 18) {
        checkNarrow(text, precision, scale, fits ? expected : null);
      }
    }
  }

  private void checkWide(String text, int precision, int scale, BigInteger expected) {
    TextCheck.Parser<String> parser =
        (source, from, to) -> {
          DecimalText.parse(source, from, to, precision, scale, wide);
          return wide.toString();
        };
    if (expected == null) {
      TextCheck.refuses(text, parser, outOfRange(text, precision, scale));
    } else {
      assertThat(TextCheck.parse(text, parser))
          .as("seed %d: %s as DECIMAL(%d, %d)", SEED, text, precision, scale)
          .isEqualTo(expected.toString());
    }
  }

  private void checkNarrow(String text, int precision, int scale, BigInteger expected) {
    TextCheck.Parser<Long> parser =
        (source, from, to) -> DecimalText.parse(source, from, to, precision, scale);
    if (expected == null) {
      TextCheck.refuses(text, parser, outOfRange(text, precision, scale));
    } else {
      assertThat(TextCheck.parse(text, parser))
          .as("seed %d: %s as DECIMAL(%d, %d)", SEED, text, precision, scale)
          .isEqualTo(expected.longValue());
    }
  }

  private static String outOfRange(String text, int precision, int scale) {
    String shown =
        text.length() > 60 ? text.substring(0, 60) + "... (" + text.length() + " bytes)" : text;
    return "DECIMAL("
        + precision
        + ", "
        + scale
        + ") out of range: text="
        + shown
        + "; it holds "
        + (precision - scale)
        + " digits before the point";
  }

  private String nextNumber() {
    BigInteger digits = RandomDecimals.next(random, 1 + random.nextInt(38));
    BigDecimal value = new BigDecimal(digits, random.nextInt(40));
    return switch (random.nextInt(4)) {
      case 0 ->
          value.toPlainString()
              + "0".repeat(random.nextInt(30)).replace("0", value.scale() > 0 ? "0" : "");
      case 1 -> digits + "E" + random.nextInt(-45, 20);
      case 2 -> BigDecimal.valueOf(random.nextInt(-100_000, 100_000), 3).toPlainString();
      default -> value.toPlainString();
    };
  }

  @Test
  void shouldReadUnusualSpellings() {
    assertThat(narrow("  12.5 ")).isEqualTo(1250);
    assertThat(narrow("+.5")).isEqualTo(50);
    assertThat(narrow("5.")).isEqualTo(500);
    assertThat(narrow("-0.005")).isEqualTo(-1);
    assertThat(narrow("0.0049999999999999999999999999")).isEqualTo(0);
    assertThat(narrow("0000000000000000000000001")).isEqualTo(100);
    assertThat(narrow("1e-99999999999")).isEqualTo(0);
    assertThat(narrow("0e99999999999")).isEqualTo(0);
  }

  private static long narrow(String text) {
    return TextCheck.parse(text, (source, from, to) -> DecimalText.parse(source, from, to, 10, 2));
  }

  @Test
  void shouldRefuseWhatIsNoDecimal() {
    for (String text : new String[] {"", "-", ".", "1,5", "NaN", "1e", "1.2.3", "1 2", "--1"}) {
      String message = "not a DECIMAL(10, 2): text=" + text + "; expected a number such as 12.50";
      TextCheck.refuses(
          text, (source, from, to) -> DecimalText.parse(source, from, to, 10, 2), message);
      TextCheck.refuses(
          text,
          (source, from, to) -> {
            DecimalText.parse(source, from, to, 10, 2, wide);
            return wide;
          },
          message);
    }
    TextCheck.refuses(
        "123456789",
        (source, from, to) -> DecimalText.parse(source, from, to, 10, 2),
        "DECIMAL(10, 2) out of range: text=123456789; it holds 8 digits before the point");
    checkWide("9".repeat(38) + ".5", 38, 0, null);
    checkWide("1e99999999999", 38, 0, null);
  }
}
