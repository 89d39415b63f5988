package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  private static final int CASES = 50_000;
  private static final long SEED = 20260105L;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldReadAndWriteIntegersAsJava() {
    for (int i = 0; i < CASES; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      String text = Long.toString(value);
      assertThat(TextCheck.write(out -> IntegerText.append(out, value))).isEqualTo(text);
      assertThat(TextCheck.parse(text, IntegerText::parseLong)).isEqualTo(value);
      assertThat(TextCheck.parse(" " + (int) value + "\t", IntegerText::parseInt))
          .isEqualTo((int) value);
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
      assertThat(TextCheck.parse("" + value, IntegerText::parseLong)).isEqualTo(value);
      assertThat(TextCheck.write(out -> IntegerText.append(out, value))).isEqualTo("" + value);
    }
    assertThat(TextCheck.parse("+0000000000000000000000042", IntegerText::parseLong)).isEqualTo(42);
  }

  @Test
  void shouldRefuseWhatIsNoInteger() {
    for (String text : new String[] {"", "-", "+", "1.0", "0x1", "12a", "1 2", "--1", "\u0664"}) {
      TextCheck.refuses(
          text,
          IntegerText::parseInt,
          "not an INTEGER: text=" + text + "; expected a whole number such as 42");
    }
    TextCheck.refuses(
        "2147483648",
        IntegerText::parseInt,
        "INTEGER out of range: text=2147483648; it goes from -2147483648 to 2147483647");
    for (String text :
        new String[] {"9223372036854775808", "-9223372036854775809", "9".repeat(30)}) {
      TextCheck.refuses(
          text,
          IntegerText::parseLong,
          "BIGINT out of range: text="
              + text
              + "; it goes from -9223372036854775808 to 9223372036854775807");
    }
    TextCheck.refuses(
        "9".repeat(30) + "x",
        IntegerText::parseLong,
        "not a BIGINT: text=" + "9".repeat(30) + "x; expected a whole number such as 42");
  }

  @Test
  void shouldReadDoublesAsJava() {
    for (int i = 0; i < CASES; i++) {
      String text = nextNumber();
      double expected = Double.parseDouble(text);
      float expectedReal = Float.parseFloat(text);
      if (Double.isFinite(expected)) {
        assertThat(TextCheck.parse(text, FloatingText::parseDouble))
            .as("seed %d: %s", SEED, text)
            .isEqualTo(expected);
      }
      if (Float.isFinite(expectedReal)) {
        assertThat(TextCheck.parse(text, FloatingText::parseFloat))
            .as("seed %d: %s", SEED, text)
            .isEqualTo(expectedReal);
      }
    }
  }

  @Test
  void shouldRoundToEvenWhenTheTextIsHalfwayBetweenTwoDoubles() {
    for (int i = 0; i < CASES; i++) {
      double value = Math.scalb(1 + random.nextDouble(), random.nextInt(-20, 50));
      BigDecimal half =
          new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(new BigDecimal(2));
      String text = half.toString();
      assertThat(TextCheck.parse(text, FloatingText::parseDouble))
          .as("seed %d: %s", SEED, text)
          .isEqualTo(Double.parseDouble(text));
      float real = (float) value;
      String halfReal =
          new BigDecimal(real)
              .add(new BigDecimal(Math.nextUp(real)))
              .divide(new BigDecimal(2))
              .toString();
      assertThat(TextCheck.parse(halfReal, FloatingText::parseFloat))
          .as("seed %d: %s", SEED, halfReal)
          .isEqualTo(Float.parseFloat(halfReal));
    }
  }

  private String nextNumber() {
    double any = Double.longBitsToDouble(random.nextLong());
    double usual = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
    return switch (random.nextInt(6)) {
      case 0 -> Double.isFinite(any) ? Double.toString(any) : "0";
      case 1 -> Double.toString(usual);
      case 2 -> new BigDecimal(usual).toString();
      case 3 -> (random.nextLong() >> random.nextInt(64)) + "e" + random.nextInt(-40, 40);
      case 4 -> BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(6)).toPlainString();
      default -> Float.toString((float) usual);
    };
  }

  @Test
  void shouldWriteDoublesThatReadBackAndAreNoLongerThanThoseOfJava() {
    for (int i = 0; i < CASES; i++) {
      double value = Double.parseDouble(nextNumber());
      String text = TextCheck.write(out -> FloatingText.append(out, value));
      assertThat(Double.parseDouble(text)).as("seed %d: %s", SEED, text).isEqualTo(value);
      assertThat(text.length()).isLessThanOrEqualTo(Double.toString(value).length());
      float real = (float) value;
      String realText = TextCheck.write(out -> FloatingText.append(out, real));
      assertThat(Float.parseFloat(realText)).as("seed %d: %s", SEED, realText).isEqualTo(real);
      assertThat(realText.length()).isLessThanOrEqualTo(Float.toString(real).length());
      if (Runtime.version().feature() >= 19) {
        assertThat(text).isEqualTo(Double.toString(value));
        assertThat(realText).isEqualTo(Float.toString(real));
      }
    }
  }

  @Test
  void shouldWriteDoublesInTheWayOfJava() {
    double[] values = {
      0.0,
      -0.0,
      1,
      -1.5,
      0.001,
      0.0009,
      123.45,
      9999999.5,
      1e7,
      1e-3,
      1.5e300,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MAX_VALUE,
      0.1 + 0.2,
      100
    };
    for (double value : values) {
      assertThat(TextCheck.write(out -> FloatingText.append(out, value)))
          .isEqualTo(Double.toString(value));
      assertThat(TextCheck.write(out -> FloatingText.append(out, (float) value)))
          .isEqualTo(Float.toString((float) value));
    }
  }

  @Test
  void shouldWriteTheShortestTextOnEveryJava() {
    double[] values = {2e-3, 8.300699629361889e17, -5.007396646434947E16, 2e23, 4.9e-324};
    String[] texts = {
      "0.002", "8.300699629361889E17", "-5.007396646434947E16", "2.0E23", "4.9E-324"
    };
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      assertThat(TextCheck.write(out -> FloatingText.append(out, value))).isEqualTo(texts[i]);
    }
    float[] reals = {1.721254e9f, 1.2621775e-29f, -1.4e-45f, 7.275958e-12f};
    String[] realTexts = {"1.721254E9", "1.2621775E-29", "-1.4E-45", "7.275958E-12"};
    for (int i = 0; i < reals.length; i++) {
      float value = reals[i];
      assertThat(TextCheck.write(out -> FloatingText.append(out, value))).isEqualTo(realTexts[i]);
    }
  }

  @Test
  void shouldReadWordsForWhatIsNoNumber() {
    assertThat(TextCheck.parse("nan", FloatingText::parseDouble)).isNaN();
    assertThat(TextCheck.parse(" Infinity ", FloatingText::parseDouble))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(TextCheck.parse("-inf", FloatingText::parseFloat))
        .isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(TextCheck.parse("-0", FloatingText::parseDouble)).isEqualTo(-0.0);
    for (String text : new String[] {"", ".", "e5", "1e", "1e+", "1.2.3", "0x1p3", "1d", "abc"}) {
      TextCheck.refuses(
          text,
          FloatingText::parseDouble,
          "not a DOUBLE: text=" + text + "; expected a number such as 1.5E-3");
    }
    TextCheck.refuses(
        "1e309",
        FloatingText::parseDouble,
        "DOUBLE out of range: text=1e309; the largest is 1.7976931348623157E308");
    TextCheck.refuses(
        "4e38",
        FloatingText::parseFloat,
        "REAL out of range: text=4e38; the largest is 3.4028235E38");
  }

  @Test
  void shouldReadAndWriteBooleans() {
    assertThat(TextCheck.parse("TRUE", BooleanText::parse)).isTrue();
    assertThat(TextCheck.parse(" false ", BooleanText::parse)).isFalse();
    assertThat(TextCheck.write(out -> BooleanText.append(out, true))).isEqualTo("true");
    assertThat(TextCheck.write(out -> BooleanText.append(out, false))).isEqualTo("false");
    TextCheck.refuses("1", BooleanText::parse, "not a BOOLEAN: text=1; expected true or false");
  }

  @Test
  void shouldShortenLongTextsInErrorsAndShowControlCharacters() {
    TextCheck.refuses(
        "x\n" + "\u00e9".repeat(100),
        BooleanText::parse,
        "not a BOOLEAN: text=x\\u000a"
            + "\u00e9".repeat(58)
            + "... (202 bytes); expected true or false");
  }
}
