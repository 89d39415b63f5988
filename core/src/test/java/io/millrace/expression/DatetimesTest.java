package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DatetimesTest {
  private static final long SEED = 3;
  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;

  private static long ns(String timestamp) {
    return ns(LocalDateTime.parse(timestamp));
  }

  private static long ns(LocalDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(ZoneOffset.UTC), 1_000_000_000L), time.getNano());
  }

  private static LocalDateTime time(long ns) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(ns, 1_000_000_000L), (int) Math.floorMod(ns, 1_000_000_000L), ZoneOffset.UTC);
  }

  private static void assertOverflows(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ArithmeticException.class).hasMessage(message);
  }

  @Test
  void shouldAgreeWithJavaTimeWhenTimestampsAreRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      long ns = random.nextLong() / 2;
      LocalDateTime time = time(ns);
      String text = "seed=" + SEED + ", time=" + time;
      assertThat(Datetimes.date(ns)).as(text).isEqualTo((int) time.toLocalDate().toEpochDay());
      assertThat(Datetimes.time(ns)).as(text).isEqualTo(time.toLocalTime().toNanoOfDay());
      int months = random.nextInt(-1000, 1000);
      assertThat(Datetimes.addMonths(ns, months)).as(text).isEqualTo(ns(time.plusMonths(months)));
      assertThat(Datetimes.floor(ns, HOUR))
          .as(text)
          .isEqualTo(ns(time.withMinute(0).withSecond(0).withNano(0)));
      assertThat(Datetimes.floorToMonths(ns, 12))
          .as(text)
          .isEqualTo(ns(LocalDate.of(time.getYear(), 1, 1).atStartOfDay()));
      assertThat(Datetimes.ceilToMonths(ns, 1))
          .as(text)
          .isEqualTo(ns(time.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay()));
      assertThat(Datetimes.ceil(ns, DAY))
          .as(text)
          .isEqualTo(ns(time.toLocalDate().plusDays(1).atStartOfDay()));
    }
  }

  @Test
  void shouldClampToTheEndOfTheMonth() {
    assertThat(Datetimes.addMonths(ns("2024-01-31T10:00:00"), 1))
        .isEqualTo(ns("2024-02-29T10:00:00"));
    assertThat(Datetimes.addMonthsToDate((int) LocalDate.of(2023, 3, 31).toEpochDay(), -1))
        .isEqualTo((int) LocalDate.of(2023, 2, 28).toEpochDay());
  }

  @Test
  void shouldCountMonthsThatCanBeAdded() {
    long november = ns("2023-11-30T10:00:00");
    assertThat(Datetimes.monthsBetween(ns("2024-02-29T10:00:00"), november)).isEqualTo(3);
    assertThat(Datetimes.monthsBetween(ns("2024-02-29T09:59:59"), november)).isEqualTo(2);
    assertThat(Datetimes.monthsBetween(november, ns("2024-02-29T10:00:00"))).isEqualTo(-3);
    assertThat(Datetimes.monthsBetween(november, november)).isZero();
  }

  @Test
  void shouldKeepBoundariesWhenCeiling() {
    long midnight = ns("2024-01-01T00:00:00");
    assertThat(Datetimes.ceilToMonths(midnight, 12)).isEqualTo(midnight);
    assertThat(Datetimes.ceil(midnight, HOUR)).isEqualTo(midnight);
    assertThat(Datetimes.ceilToWeek(midnight)).isEqualTo(midnight);
    assertThat(Datetimes.ceilToWeek(midnight + 1)).isEqualTo(ns("2024-01-08T00:00:00"));
    assertThat(Datetimes.floorToWeek(midnight - 1)).isEqualTo(ns("2023-12-25T00:00:00"));
  }

  @Test
  void shouldStartTheDayAgainWhenTimePassesMidnight() {
    assertThat(Datetimes.addToTime(23 * HOUR, 2 * HOUR)).isEqualTo(HOUR);
    assertThat(Datetimes.subtractFromTime(HOUR, 2 * HOUR)).isEqualTo(23 * HOUR);
    assertThat(Datetimes.addToTime(HOUR, Long.MAX_VALUE)).isBetween(0L, DAY - 1);
  }

  @Test
  void shouldDropLessThanADayFromDates() {
    assertThat(Datetimes.addToDate(10, 36 * HOUR)).isEqualTo(11);
    assertThat(Datetimes.addToDate(10, -HOUR)).isEqualTo(9);
    assertThat(Datetimes.subtractFromDate(10, HOUR)).isEqualTo(9);
    assertThat(Datetimes.subtractFromDate(10, DAY)).isEqualTo(9);
  }

  @Test
  void shouldCompareDatesWithTimestampsOutOfRange() {
    assertThat(Datetimes.compare(Integer.MAX_VALUE, Long.MAX_VALUE)).isPositive();
    assertThat(Datetimes.compare(Integer.MIN_VALUE, Long.MIN_VALUE)).isNegative();
    assertThat(Datetimes.compare(1, DAY)).isZero();
    assertThat(Datetimes.compare(1, DAY + 1)).isNegative();
    assertThat(Datetimes.compare(1, DAY - 1)).isPositive();
  }

  @Test
  void shouldNameTheTimestampWhenItLeavesItsRange() {
    assertOverflows(
        () -> Datetimes.add(Long.MAX_VALUE, 1),
        "TIMESTAMP overflow: 2262-04-11T23:47:16.854775807 + 1 ns");
    assertOverflows(
        () -> Datetimes.subtract(Long.MIN_VALUE, 1),
        "TIMESTAMP overflow: 1677-09-21T00:12:43.145224192 - 1 ns");
    assertOverflows(
        () -> Datetimes.timestamp(200_000), "TIMESTAMP overflow: days since 1970-01-01=200000");
    assertOverflows(
        () -> Datetimes.floor(Long.MIN_VALUE, HOUR),
        "TIMESTAMP overflow: floor of 1677-09-21T00:12:43.145224192");
    assertOverflows(
        () -> Datetimes.addMonthsToDate(0, Long.MAX_VALUE),
        "DATE overflow: months=9223372036854775807");
    assertOverflows(
        () -> Datetimes.addToDate(Integer.MAX_VALUE, DAY),
        "DATE overflow: days since 1970-01-01=2147483648");
    assertOverflows(
        () -> Datetimes.between(Long.MAX_VALUE, -1),
        "INTERVAL overflow: 2262-04-11T23:47:16.854775807 - 1969-12-31T23:59:59.999999999");
  }
}
