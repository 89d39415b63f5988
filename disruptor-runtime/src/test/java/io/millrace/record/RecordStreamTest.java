package io.millrace.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RowKind;
import io.millrace.output.QueryFailedException;
import io.millrace.output.RecordSubscriber;
import io.millrace.publish.PublishResult;
import io.millrace.publish.RecordPublisher;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecordStreamTest {
  enum Side {
    BUY,
    SELL
  }

  record Trade(
      String symbol,
      @Decimal(precision = 12, scale = 2) long price,
      int quantity,
      Side side,
      @EventTime(delayMs = 1000) Instant time) {}

  record Volume(String symbol, long trades, @Decimal(precision = 18, scale = 2) long turnover) {}

  record Every(
      boolean flag,
      byte tiny,
      short small,
      int number,
      long big,
      float real,
      double wide,
      Boolean maybeFlag,
      Byte maybeTiny,
      Short maybeSmall,
      Integer maybeNumber,
      Long maybeBig,
      Float maybeReal,
      Double maybeWide,
      String text,
      Side side,
      @Decimal(precision = 18, scale = 4) long cents,
      @Decimal(precision = 18, scale = 4) Long maybeCents,
      @Decimal(precision = 10, scale = 2) BigDecimal decimal,
      @Decimal(precision = 38, scale = 10) BigDecimal wideDecimal,
      Instant instant,
      LocalDateTime dateTime,
      LocalDate date,
      LocalTime time,
      Duration duration) {}

  /** What can be read of {@link Every}: no byte or short holds every INTEGER. */
  record EveryRead(
      boolean flag,
      int tiny,
      int small,
      int number,
      long big,
      float real,
      double wide,
      Boolean maybeFlag,
      Integer maybeTiny,
      Integer maybeSmall,
      Integer maybeNumber,
      Long maybeBig,
      Float maybeReal,
      Double maybeWide,
      String text,
      Side side,
      @Decimal(precision = 18, scale = 4) long cents,
      @Decimal(precision = 18, scale = 4) Long maybeCents,
      BigDecimal decimal,
      BigDecimal wideDecimal,
      Instant instant,
      LocalDateTime dateTime,
      LocalDate date,
      LocalTime time,
      Duration duration) {
    static EveryRead of(Every e) {
      return new EveryRead(
          e.flag,
          e.tiny,
          e.small,
          e.number,
          e.big,
          e.real,
          e.wide,
          e.maybeFlag,
          e.maybeTiny == null ? null : e.maybeTiny.intValue(),
          e.maybeSmall == null ? null : e.maybeSmall.intValue(),
          e.maybeNumber,
          e.maybeBig,
          e.maybeReal,
          e.maybeWide,
          e.text,
          e.side,
          e.cents,
          e.maybeCents,
          e.decimal == null ? null : e.decimal.setScale(2),
          e.wideDecimal == null ? null : e.wideDecimal.setScale(10),
          e.instant,
          e.dateTime,
          e.date,
          e.time,
          e.duration);
    }
  }

  private static final Every LEAST =
      new Every(
          false,
          Byte.MIN_VALUE,
          Short.MIN_VALUE,
          Integer.MIN_VALUE,
          Long.MIN_VALUE,
          -Float.MAX_VALUE,
          -Double.MAX_VALUE,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          -999_999_999_999_999_999L,
          null,
          null,
          new BigDecimal("-9999999999999999999999999999.9999999999"),
          Instant.parse("1677-09-21T00:12:43.145224193Z"),
          LocalDateTime.parse("1677-09-21T00:12:43.145224193"),
          LocalDate.parse("0001-01-01"),
          LocalTime.MIDNIGHT,
          Duration.ofNanos(Long.MIN_VALUE + 1));
  private static final Every GREATEST =
      new Every(
          true,
          Byte.MAX_VALUE,
          Short.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Float.MIN_VALUE,
          Double.NaN,
          true,
          (byte) 1,
          (short) 2,
          3,
          4L,
          5f,
          6d,
          "grüße, 漢字 and 😀",
          Side.SELL,
          999_999_999_999_999_999L,
          -1L,
          new BigDecimal("12345678.9"),
          new BigDecimal("1E+27"),
          Instant.parse("2262-04-11T23:47:16.854775807Z"),
          LocalDateTime.parse("1969-12-31T23:59:59.999999999"),
          LocalDate.parse("9999-12-31"),
          LocalTime.parse("23:59:59.999999999"),
          Duration.ofDays(3).plusNanos(1));

  private static Millrace start(int partitions, int batchRows) {
    return Millrace.start(
        MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows));
  }

  @Test
  void shouldSumRecordsAsRecords() {
    List<Volume> volumes = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Trade> trades = engine.stream("trades", Trade.class);
      engine.subscribe(
          "SELECT symbol, COUNT(*) AS trades, SUM(price * quantity) AS turnover FROM trades"
              + " WHERE side = 'BUY' GROUP BY symbol",
          Volume.class,
          volumes::add);
      Instant noon = Instant.parse("2024-05-01T12:00:00Z");
      trades.publish(new Trade("ABC", 10_25, 3, Side.BUY, noon));
      trades.publish(new Trade("ABC", 10_30, 5, Side.SELL, noon.plusMillis(1)));
      trades.publish(new Trade("XYZ", 7_00, 1, Side.BUY, noon.plusMillis(2)));
      trades.publish(new Trade("ABC", 10_00, 2, Side.BUY, noon.plusMillis(3)));
      trades.flush();
      assertThat(engine.watermarkNs("trades"))
          .isEqualTo(RecordValues.nanos(noon.plusMillis(3).minusMillis(1000)));
    }
    assertThat(volumes)
        .containsExactly(
            new Volume("ABC", 1, 30_75), new Volume("XYZ", 1, 7_00), new Volume("ABC", 2, 50_75));
  }

  @Test
  void shouldGiveBackEveryValueWhenItGoesThroughAColumn() {
    for (int partitions : new int[] {1, 3}) {
      for (int batchRows : new int[] {1, 7, 1024}) {
        roundTrip(partitions, batchRows);
      }
    }
  }

  private static void roundTrip(int partitions, int batchRows) {
    List<EveryRead> read = new ArrayList<>();
    List<EveryRead> expected = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(partitions * 31L + batchRows);
    try (Millrace engine = start(partitions, batchRows)) {
      RecordPublisher<Every> publisher = engine.stream("every", Every.class);
      engine.subscribe("SELECT * FROM every", EveryRead.class, read::add);
      for (Every every : List.of(LEAST, GREATEST)) {
        publisher.publish(every);
        expected.add(EveryRead.of(every));
      }
      for (int i = 0; i < 200; i++) {
        Every every = random(random);
        publisher.publish(every);
        expected.add(EveryRead.of(every));
      }
    }
    assertThat(read).containsExactlyElementsOf(expected);
  }

  private static Every random(SplittableRandom random) {
    boolean full = random.nextInt(3) > 0;
    return new Every(
        random.nextBoolean(),
        (byte) random.nextInt(),
        (short) random.nextInt(),
        random.nextInt(),
        random.nextLong(),
        (float) random.nextDouble(),
        random.nextDouble(),
        full ? random.nextBoolean() : null,
        full ? (byte) random.nextInt() : null,
        full ? (short) random.nextInt() : null,
        full ? random.nextInt() : null,
        full ? random.nextLong() : null,
        full ? (float) random.nextDouble() : null,
        full ? random.nextDouble() : null,
        full ? "t" + random.nextInt(100) + "é".repeat(random.nextInt(40)) : null,
        full ? Side.values()[random.nextInt(2)] : null,
        random.nextLong(1_000_000),
        full ? random.nextLong(1_000_000) : null,
        full ? BigDecimal.valueOf(random.nextInt(100_000_000), random.nextInt(3)) : null,
        full ? BigDecimal.valueOf(random.nextLong(), random.nextInt(11)) : null,
        full ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)) : null,
        full ? LocalDateTime.of(2020, 2, 29, 1, 2, 3, random.nextInt(1_000_000_000)) : null,
        full ? LocalDate.ofEpochDay(random.nextInt(100_000)) : null,
        full ? LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L)) : null,
        full ? Duration.ofNanos(random.nextLong()) : null);
  }

  @Test
  void shouldReachNestedAndLocalRecords() {
    record Local(long v) {}
    List<Local> locals = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.subscribe(local(engine), Local.class, locals::add);
      engine.stream("locals", Local.class).publish(new Local(42));
    }
    assertThat(locals).containsExactly(new Local(42));
  }

  private static String local(Millrace engine) {
    engine.execute("CREATE STREAM locals (v BIGINT NOT NULL)");
    return "SELECT v FROM locals";
  }

  record Window(Instant windowStart, long n) {}

  @Test
  void shouldMatchNamesWithoutUnderscores() {
    List<Window> windows = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Trade> trades = engine.stream("trades", Trade.class);
      engine.subscribe(
          "SELECT window_start, COUNT(*) AS n FROM trades TUMBLE(time, INTERVAL '1' MINUTE)"
              + " GROUP BY window_start",
          Window.class,
          windows::add);
      trades.publish(new Trade("A", 1, 1, Side.BUY, Instant.parse("2024-05-01T12:00:30Z")));
      trades.publish(new Trade("A", 1, 1, Side.BUY, Instant.parse("2024-05-01T12:00:59Z")));
      trades.publish(new Trade("A", 1, 1, Side.BUY, Instant.parse("2024-05-01T12:01:00Z")));
    }
    assertThat(windows)
        .containsExactly(
            new Window(Instant.parse("2024-05-01T12:00:00Z"), 2),
            new Window(Instant.parse("2024-05-01T12:01:00Z"), 1));
  }

  record Count(Long quantity, long n) {}

  @Test
  void shouldTellKindsOfChanges() {
    List<String> changes = new ArrayList<>();
    String sql =
        "SELECT quantity, COUNT(*) AS n FROM numbers GROUP BY quantity HAVING COUNT(*) < 3";
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM numbers (quantity BIGINT)");
      engine.subscribeChanges(
          sql, Count.class, (kind, count) -> changes.add(RowKind.symbol(kind) + " " + count));
      assertThatThrownBy(() -> engine.subscribe(sql, Count.class, count -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("query takes rows back: sql=" + sql + "; use subscribeChanges");
      engine.execute("INSERT INTO numbers VALUES (7), (7), (7), (NULL)");
    }
    assertThat(changes)
        .containsExactly(
            "+I Count[quantity=7, n=1]",
            "+U Count[quantity=7, n=2]",
            "-D Count[quantity=7, n=2]",
            "+I Count[quantity=null, n=1]");
  }

  record Primitive(long quantity) {}

  @Test
  void shouldStopTheQueryWhenNullMeetsAPrimitive() {
    List<String> failures = new ArrayList<>();
    List<Primitive> values = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM numbers (quantity BIGINT)");
      engine.subscribe(
          "SELECT quantity FROM numbers",
          Primitive.class,
          new RecordSubscriber<Primitive>() {
            @Override
            public void onRecord(Primitive value) {
              values.add(value);
            }

            @Override
            public void onError(QueryFailedException failure) {
              failures.add(failure.getCause().getMessage());
            }
          });
      engine.execute("INSERT INTO numbers VALUES (1), (NULL), (2)");
    }
    assertThat(values).containsExactly(new Primitive(1));
    assertThat(failures)
        .containsExactly(
            "NULL for a primitive: component=quantity; use the wrapper class, or COALESCE in the"
                + " query");
  }

  record Strict(@NotNull String name, @Decimal(precision = 4, scale = 1) BigDecimal size) {}

  @Test
  void shouldForgetTheRowWhenAValueDoesNotFit() {
    List<Strict> read = new ArrayList<>();
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Strict> publisher = engine.stream("strict", Strict.class);
      engine.subscribe("SELECT * FROM strict", Strict.class, read::add);
      assertThatThrownBy(() -> publisher.publish(new Strict(null, BigDecimal.ONE)))
          .hasMessage("record without a value for a NOT NULL column: column=name; give it a value");
      assertThatThrownBy(() -> publisher.publish(new Strict("x", new BigDecimal("1.25"))))
          .hasMessage(
              "number does not fit its column: value=1.25, type=DECIMAL(4, 1); round it first, or"
                  + " use a wider type");
      assertThatThrownBy(() -> publisher.publish(new Strict("x", new BigDecimal("1000"))))
          .hasMessageContaining("value=1000, type=DECIMAL(4, 1)");
      assertThat(publisher.publish(new Strict("y", new BigDecimal("999.90"))))
          .isEqualTo(PublishResult.ACCEPTED);
      assertThat(publisher.publish(new Strict("z", BigDecimal.ZERO.setScale(9))))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    assertThat(read)
        .containsExactly(
            new Strict("y", new BigDecimal("999.9")), new Strict("z", new BigDecimal("0.0")));
  }

  record Late(Instant time) {}

  @Test
  void shouldRefuseTimesThatNanosecondsCannotHold() {
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Late> publisher = engine.stream("late", Late.class);
      engine.subscribe("SELECT * FROM late", Delivery.ORDERED, (rows, partition, at) -> {});
      assertThatThrownBy(() -> publisher.publish(new Late(Instant.MAX)))
          .hasMessage(
              "time out of range: value=+1000000000-12-31T23:59:59.999999999Z; nanoseconds must"
                  + " fit 64 bits");
      Instant last = Instant.ofEpochSecond(0, Long.MAX_VALUE);
      assertThat(publisher.publish(new Late(last))).isEqualTo(PublishResult.ACCEPTED);
      assertThatThrownBy(() -> publisher.publish(new Late(last.plusNanos(1))))
          .hasMessageStartingWith("time out of range");
      Instant first = Instant.ofEpochSecond(0, Long.MIN_VALUE);
      assertThat(publisher.publish(new Late(first))).isEqualTo(PublishResult.ACCEPTED);
      assertThatThrownBy(() -> publisher.publish(new Late(first.minusNanos(1))))
          .hasMessageStartingWith("time out of range");
    }
  }
}
