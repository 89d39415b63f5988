package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.CivilDate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private static final long SEED = 2;

  @Test
  void shouldAgreeWithJavaTimeWhenDatesAreRandom() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      long day = i < 2000 ? i - 1000 : random.nextLong(-300_000_000L, 300_000_000L);
      LocalDate date = LocalDate.ofEpochDay(day);
      String text = "seed=" + SEED + ", date=" + date;
      assertThat(Calendar.year(day)).as(text).isEqualTo(date.getYear());
      assertThat(Calendar.month(day)).as(text).isEqualTo(date.getMonthValue());
      assertThat(Calendar.day(day)).as(text).isEqualTo(date.getDayOfMonth());
      assertThat(Calendar.quarter(day)).as(text).isEqualTo(date.get(IsoFields.QUARTER_OF_YEAR));
      assertThat(Calendar.dayOfYear(day)).as(text).isEqualTo(date.getDayOfYear());
      assertThat(Calendar.isoDayOfWeek(day)).as(text).isEqualTo(date.getDayOfWeek().getValue());
      assertThat(Calendar.dayOfWeek(day))
          .as(text)
          .isEqualTo(date.getDayOfWeek().getValue() % 7 + 1);
      assertThat(Calendar.week(day))
          .as(text)
          .isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      assertThat(Calendar.isoYear(day)).as(text).isEqualTo(date.get(IsoFields.WEEK_BASED_YEAR));
      assertThat(Calendar.floorToWeek(day))
          .as(text)
          .isEqualTo(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay());
      long months = random.nextLong(-5000, 5000);
      assertThat(Calendar.addMonths(day, months))
          .as(text + ", months=" + months)
          .isEqualTo(date.plusMonths(months).toEpochDay());
      assertThat(Calendar.floorToMonths(day, 3))
          .as(text)
          .isEqualTo(
              date.withDayOfMonth(1)
                  .minusMonths((date.get(ChronoField.MONTH_OF_YEAR) - 1) % 3)
                  .toEpochDay());
    }
  }

  @Test
  void shouldCountCenturiesFromOne() {
    assertThat(Calendar.century(CivilDate.toEpochDay(2000, 12, 31))).isEqualTo(20);
    assertThat(Calendar.century(CivilDate.toEpochDay(2001, 1, 1))).isEqualTo(21);
    assertThat(Calendar.century(CivilDate.toEpochDay(0, 1, 1))).isEqualTo(-1);
    assertThat(Calendar.century(CivilDate.toEpochDay(-99, 1, 1))).isEqualTo(-1);
    assertThat(Calendar.century(CivilDate.toEpochDay(-100, 1, 1))).isEqualTo(-2);
    assertThat(Calendar.millennium(CivilDate.toEpochDay(2000, 1, 1))).isEqualTo(2);
    assertThat(Calendar.millennium(CivilDate.toEpochDay(2001, 1, 1))).isEqualTo(3);
    assertThat(Calendar.decade(CivilDate.toEpochDay(1999, 1, 1))).isEqualTo(199);
    assertThat(Calendar.decade(CivilDate.toEpochDay(-1, 1, 1))).isEqualTo(-1);
  }
}
