package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DateTimeTextTest {
  private static final int CASES = 50_000;
  private static final long SEED = 20260107L;
  private static final long NS_PER_DAY = 86_400_000_000_000L;
  private static final String EXPECTED =
      "; expected ISO 8601 such as 2024-01-31T12:00:00, of an existing day";
  private static final String RANGE =
      "; it goes from 1677-09-21T00:12:43.145224193 to 2262-04-11T23:47:16.854775807";

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void shouldReadAndWriteDatesAsLocalDate() {
    for (int day = -800_000; day < 800_000; day += 1 + random.nextInt(20)) {
      checkDate(day);
    }
    for (int i = 0; i < CASES; i++) {
      checkDate(random.nextInt());
    }
  }

  private static void checkDate(int day) {
    String text = LocalDate.ofEpochDay(day).toString();
    assertThat(DateText.toString(day)).isEqualTo(text);
    assertThat(TextCheck.parse(text, DateText::parse)).isEqualTo(day);
  }

  @Test
  void shouldRefuseDaysThatDoNotExist() {
    String[] texts = {
      "2023-02-29",
      "1900-02-29",
      "2024-13-01",
      "2024-00-01",
      "2024-04-31",
      "2024-01-00",
      "24-01-01",
      "2024-1-1",
      "2024/01/01",
      "2024-01-01x",
      "",
      "-",
      "20240101",
      "+9999999-01-01",
      "12024-01-01"
    };
    for (String text : texts) {
      TextCheck.refuses(
          text,
          DateText::parse,
          "not a DATE: text=" + text + "; expected an existing day such as 2024-01-31");
    }
    assertThat(TextCheck.parse(" 2000-02-29 ", DateText::parse))
        .isEqualTo((int) LocalDate.of(2000, 2, 29).toEpochDay());
  }

  @Test
  void shouldReadAndWriteTimesAsLocalTime() {
    for (int i = 0; i < CASES; i++) {
      long ns = nextNs(0, NS_PER_DAY);
      LocalTime time = LocalTime.ofNanoOfDay(ns);
      String written = TimeText.toString(ns);
      assertThat(LocalTime.parse(written)).isEqualTo(time);
      assertThat(parseTime(time.toString(), 9)).isEqualTo(ns);
      assertThat(parseTime(written, 3)).isEqualTo(ns - ns % 1_000_000);
      assertThat(parseTime(written, 0)).isEqualTo(ns - ns % 1_000_000_000);
    }
    for (String text :
        new String[] {
          "24:00:00",
          "12:60:00",
          "12:00:60",
          "12",
          "1:00",
          "12:00:00.",
          "12:00:0",
          "12:00:00.5x",
          "12.00.00",
          "",
          "12:00:00Z"
        }) {
      TextCheck.refuses(
          text,
          (source, from, to) -> TimeText.parse(source, from, to, 9),
          "not a TIME: text=" + text + "; expected 00:00:00 to 23:59:59.999999999");
    }
  }

  @Test
  void shouldReadAndWriteTimestampsAsLocalDateTime() {
    for (int i = 0; i < CASES; i++) {
      long ns = nextNs(Long.MIN_VALUE + 1, Long.MAX_VALUE);
      LocalDateTime time = toLocal(ns);
      String written = TimestampText.toString(ns);
      assertThat(LocalDateTime.parse(written)).isEqualTo(time);
      assertThat(written.length()).isIn(19, 23, 26, 29);
      assertThat(parse(time.toString(), 9)).as("seed %d: %s", SEED, time).isEqualTo(ns);
      assertThat(parse(" " + written.replace('T', ' ') + "Z ", 9)).isEqualTo(ns);
      int precision = random.nextInt(10);
      long unit = (long) Math.pow(10, 9 - precision);
      long floored = Math.floorDiv(ns, unit) * unit;
      if (floored <= ns) {
        assertThat(parse(written, precision)).isEqualTo(floored);
      }
    }
  }

  @Test
  void shouldTakeOffsetsOff() {
    long expected =
        LocalDateTime.of(2024, 1, 1, 10, 0).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000;
    String[] texts = {
      "2024-01-01T10:00:00Z",
      "2024-01-01t10:00z",
      "2024-01-01 12:00+02",
      "2024-01-01 12:30+0230",
      "2024-01-01T04:30:00.000-05:30",
      "2024-01-01 10:00:00 +00:00",
      "2024-01-02T04:00+18:00",
      "2023-12-31T23:59-10:01"
    };
    for (String text : texts) {
      assertThat(parse(text, 9)).as(text).isEqualTo(expected);
    }
    assertThat(parse("2024-01-01", 0)).isEqualTo(expected - 36_000_000_000_000L);
    assertThat(parse("2024-01-01T10:00:00.99999999999999", 0)).isEqualTo(expected);
    assertThat(parse("1969-12-31T23:59:59.9999", 3)).isEqualTo(-1_000_000);
  }

  @Test
  void shouldRefuseWhatIsNoTimestamp() {
    String[] texts = {
      "",
      "2023-02-30",
      "2023-02-30T00:00:00",
      "2024-01-01T",
      "2024-01-01T24:00:00",
      "2024-01-01T1:00",
      "2024-01-01T10:00:00X",
      "2024-01-01T10:00:00+19:00",
      "2024-01-01T10:00:00+1:00",
      "2024-01-01T10:00:00ZZ",
      "2024-01-01Z",
      "2024-01-01T10:00:00+02:60",
      "now",
      "10:00:00"
    };
    for (String text : texts) {
      TextCheck.refuses(text, this::parser, "not a TIMESTAMP: text=" + text + EXPECTED);
    }
  }

  @Test
  void shouldRefuseTimestampsWhoseNanosecondsDoNotFit() {
    String[] texts = {
      "1677-09-21T00:12:43.145224192", "1677-09-20", "2262-04-11T23:47:16.854775808", "9999-12-31",
      "0001-01-01", "2262-04-12T00:00:00", "+9999999-12-31T00:00:00", "-9999999-01-01"
    };
    for (String text : texts) {
      TextCheck.refuses(text, this::parser, "TIMESTAMP out of range: text=" + text + RANGE);
    }
    assertThat(parse("2262-04-12T01:00:00+02:00", 9)).isPositive();
    assertThat(parse("2262-04-11T23:47:16.854775807", 9)).isEqualTo(Long.MAX_VALUE);
    assertThat(parse("1677-09-21T00:12:43.145224193", 9)).isEqualTo(Long.MIN_VALUE + 1);
  }

  @Test
  void shouldReadEpochNumbersExactlyAndFloorThem() {
    for (int i = 0; i < CASES; i++) {
      EpochUnit unit = EpochUnit.values()[random.nextInt(4)];
      int precision = random.nextInt(10);
      BigDecimal number =
          BigDecimal.valueOf(nextNs(Long.MIN_VALUE, Long.MAX_VALUE), 1 + random.nextInt(12));
      BigInteger expected =
          number
              .multiply(BigDecimal.valueOf(unit.ns()))
              .movePointLeft(9 - precision)
              .setScale(0, RoundingMode.FLOOR)
              .movePointRight(9 - precision)
              .toBigIntegerExact();
      String text = random.nextBoolean() ? number.toPlainString() : number.toString();
      TextCheck.Parser<Long> parser =
          (source, from, to) -> EpochText.parse(source, from, to, unit, precision);
      if (expected.bitLength() > 63) {
        TextCheck.refuses(text, parser, "TIMESTAMP out of range: text=" + text + RANGE);
      } else {
        assertThat(TextCheck.parse(text, parser))
            .as("seed %d: %s %s, precision %d", SEED, text, unit, precision)
            .isEqualTo(expected.longValue());
      }
    }
  }

  @Test
  void shouldReadUsualEpochNumbers() {
    assertThat(epoch("1385386387.123", "s")).isEqualTo(1_385_386_387_123_000_000L);
    assertThat(epoch("1385386387", "s")).isEqualTo(1_385_386_387_000_000_000L);
    assertThat(epoch("1.385386387E9", "s")).isEqualTo(1_385_386_387_000_000_000L);
    assertThat(epoch("1385386387123", "ms")).isEqualTo(1_385_386_387_123_000_000L);
    assertThat(epoch("-1", "us")).isEqualTo(-1_000);
    assertThat(epoch(" 9223372036854775807 ", "NS")).isEqualTo(Long.MAX_VALUE);
    TextCheck.refuses(
        "2024-01-01",
        (source, from, to) -> EpochText.parse(source, from, to, EpochUnit.SECONDS, 9),
        "not a TIMESTAMP in s: text=2024-01-01; expected a number since 1970");
    assertThatThrownBy(() -> EpochUnit.of("min"))
        .hasMessage("not a unit of time: unit=min; use s, ms, us or ns");
  }

  @Test
  void shouldReadAndWriteIntervals() {
    for (int i = 0; i < CASES; i++) {
      long value = nextNs(Long.MIN_VALUE + 1, Long.MAX_VALUE);
      String text = TextCheck.write(out -> IntervalText.appendDayToSecond(out, value));
      assertThat(TextCheck.parse(text, IntervalText::parseDayToSecond)).as(text).isEqualTo(value);
      long months = value % 10_000_000_000L;
      String monthText = TextCheck.write(out -> IntervalText.appendYearToMonth(out, months));
      assertThat(TextCheck.parse(monthText, IntervalText::parseYearToMonth)).isEqualTo(months);
    }
    assertThat(TextCheck.write(out -> IntervalText.appendDayToSecond(out, -93_784_500_000_000L)))
        .isEqualTo("-1 02:03:04.500");
    assertThat(TextCheck.write(out -> IntervalText.appendYearToMonth(out, 35))).isEqualTo("2-11");
    assertThat(TextCheck.parse("02:03", IntervalText::parseDayToSecond))
        .isEqualTo(7_380_000_000_000L);
    for (String text :
        new String[] {"", "1", "1 25:00:00", "x", "106752 00:00:00", "102:03:04", " :"}) {
      TextCheck.refuses(
          text,
          IntervalText::parseDayToSecond,
          "not an INTERVAL DAY TO SECOND: text=" + text + "; expected such as 1 02:03:04.5");
    }
    for (String text : new String[] {"", "1", "1-12", "1-", "-1", "1-1-1"}) {
      TextCheck.refuses(
          text,
          IntervalText::parseYearToMonth,
          "not an INTERVAL YEAR TO MONTH: text=" + text + "; expected such as 2-11");
    }
  }

  private static long epoch(String text, String unit) {
    return TextCheck.parse(
        text, (source, from, to) -> EpochText.parse(source, from, to, EpochUnit.of(unit), 9));
  }

  private long parser(byte[] source, int from, int to) {
    return TimestampText.parse(source, from, to, 9);
  }

  private static long parse(String text, int precision) {
    return TextCheck.parse(
        text, (source, from, to) -> TimestampText.parse(source, from, to, precision));
  }

  private static long parseTime(String text, int precision) {
    return TextCheck.parse(text, (source, from, to) -> TimeText.parse(source, from, to, precision));
  }

  private long nextNs(long from, long to) {
    long[] units = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L};
    long unit = units[random.nextInt(units.length)];
    return random.nextLong(from / unit, to / unit) * unit;
  }

  private static LocalDateTime toLocal(long ns) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(ns, 1_000_000_000L), (int) Math.floorMod(ns, 1_000_000_000L), ZoneOffset.UTC);
  }
}
