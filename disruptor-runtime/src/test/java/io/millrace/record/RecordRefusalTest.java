package io.millrace.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Millrace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordRefusalTest {
  private final Millrace engine = Millrace.start();

  @AfterEach
  void close() {
    engine.close();
  }

  private static void isRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  record Unknown(List<String> names) {}

  record Plain(BigDecimal amount) {}

  record TwoTimes(@EventTime Instant a, @EventTime Instant b) {}

  record Misplaced(@Decimal(precision = 3, scale = 1) double amount) {}

  record TimelyText(@EventTime String time) {}

  record TooLong(@Decimal(precision = 19, scale = 1) long amount) {}

  record Nothing() {}

  private record Hidden(long v) {}

  record Pair(String name, long amount) {}

  record Tiny(short name) {}

  @Test
  void shouldRefuseRecordsThatNoSchemaFits() {
    String at = "io.millrace.record.RecordRefusalTest$";
    isRefused(
        () -> engine.stream("s", Unknown.class),
        "record component without a column: record="
            + at
            + "Unknown, component=List names; no SQL type for it; use a primitive, its wrapper,"
            + " String, an enum, BigDecimal, Instant, LocalDateTime, LocalDate, LocalTime or"
            + " Duration");
    isRefused(
        () -> engine.stream("s", Plain.class),
        "BigDecimal without precision: record="
            + at
            + "Plain, component=amount; add @Decimal(precision = …, scale = …)");
    isRefused(
        () -> engine.stream("s", TwoTimes.class),
        "several event times: record=" + at + "TwoTimes; mark one component");
    isRefused(
        () -> engine.stream("s", Misplaced.class),
        "record component without a column: record="
            + at
            + "Misplaced, component=double amount; @Decimal is for long and BigDecimal");
    isRefused(
        () -> engine.stream("s", TimelyText.class),
        "record component without a column: record="
            + at
            + "TimelyText, component=String time; @EventTime is for Instant, LocalDateTime and"
            + " long");
    isRefused(
        () -> engine.stream("s", TooLong.class),
        "too many digits for a long: record="
            + at
            + "TooLong, component=amount, precision=19; use at most 18, or a BigDecimal");
    isRefused(
        () -> engine.stream("s", Nothing.class),
        "record without components: record=" + at + "Nothing; a row has a column at least");
  }

  @Test
  void shouldRefuseAPrivateRecord() {
    isRefused(
        () -> engine.stream("s", Hidden.class),
        "private record: record=io.millrace.record.RecordRefusalTest$Hidden; generated code in its"
            + " package cannot reach it: leave out private");
  }

  @Test
  void shouldNameBothSidesWhenAStreamIsThereAndTheRecordDoesNotFit() {
    engine.execute("CREATE STREAM s (name BIGINT, size BIGINT NOT NULL)");
    isRefused(
        () -> engine.stream("s", Pair.class),
        "record does not fit stream s: String name is not for name BIGINT, no column for long"
            + " amount, no component for size BIGINT NOT NULL; record=Pair(String name, long"
            + " amount), columns=(name BIGINT, size BIGINT NOT NULL)");
  }

  @Test
  void shouldNameBothSidesWhenARecordDoesNotFitTheResult() {
    engine.execute("CREATE STREAM s (name BIGINT, small INTEGER)");
    isRefused(
        () -> engine.subscribe("SELECT name FROM s", Pair.class, pair -> {}),
        "record does not fit the query's output: String name cannot hold name BIGINT, no column for"
            + " long amount; record=Pair(String name, long amount), columns=(name BIGINT)");
    isRefused(
        () -> engine.subscribe("SELECT small AS name FROM s", Tiny.class, value -> {}),
        "record does not fit the query's output: short name cannot hold name INTEGER;"
            + " record=Tiny(short name), columns=(name INTEGER)");
  }
}
