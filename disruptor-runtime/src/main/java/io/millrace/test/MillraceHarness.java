package io.millrace.test;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import io.millrace.type.TimestampText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An engine under test, driven step by step: a row, a watermark, a step of the clock, the end of
 * input. Each step is worked off and delivered before the call returns, so what comes out is the
 * same in every run, and for any number of partitions and any size of batches. Processing time
 * stands still but for {@link #advance}. One thread.
 *
 * <p>Where there is one query, its expectations can be written behind the steps:
 *
 * <pre>{@code
 * millrace.feed("orders", "ada, 10", "bob, 5").expect("+I ada, 10", "+I bob, 5");
 * }</pre>
 */
public final class MillraceHarness implements AutoCloseable {
  private static final AtomicLong STARTED = new AtomicLong();

  private final TestClock clock = new TestClock();
  private final String name;
  private final SqlLimits limits;
  private final Millrace engine;
  private final List<HarnessQuery> queries = new ArrayList<>();
  private final Map<String, StreamPublisher> publishers = new LinkedHashMap<>();

  private MillraceHarness(MillraceConfig config) {
    name = "test-" + STARTED.incrementAndGet();
    limits = config.limits();
    engine = Millrace.start(config.withName(name).withClock(clock));
  }

  /** Starts an engine with these settings, but with a name and a clock of its own. */
  public static MillraceHarness start(MillraceConfig config) {
    return new MillraceHarness(config);
  }

  /** The engine, for what the harness has no word for; call {@link #settle} behind it. */
  public Millrace engine() {
    return engine;
  }

  /** Processing time. */
  public TestClock clock() {
    return clock;
  }

  /** Carries out statements, such as CREATE STREAM; see {@link Millrace#execute}. */
  public MillraceHarness execute(String sql) {
    engine.execute(sql);
    return settle();
  }

  /** Starts a query: it sees all rows that are fed from now on. */
  public HarnessQuery query(String sql) {
    CompiledStatement statement = compiler().open(sql, "query", limits).next(engine.catalog());
    if (!(statement instanceof CompiledQuery compiled)) {
      throw new IllegalArgumentException("not a query: sql=" + sql + "; use execute for it");
    }
    Emissions emissions = new Emissions(compiled.inputColumns());
    HarnessQuery query =
        new HarnessQuery(emissions, engine.subscribe(compiled, Delivery.ORDERED, emissions));
    queries.add(query);
    settle();
    return query;
  }

  private static QueryCompiler compiler() {
    return ServiceLoader.load(QueryCompiler.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no SQL compiler on the class path; add the module sql-compiler"));
  }

  /**
   * Feeds rows, each a step of its own. A row has a value for each column of the stream, with
   * commas between them, in the formats of SQL; {@code NULL} is NULL. Text may stand in single
   * quotes, and must if it has a comma or blanks around it.
   */
  public MillraceHarness feed(String stream, String... rows) {
    for (String row : rows) {
      feed(stream, RowText.split(row));
    }
    return this;
  }

  /**
   * Feeds one row of objects: numbers, booleans, strings, {@code java.time} without a zone; null is
   * NULL.
   */
  public MillraceHarness feedValues(String stream, Object... values) {
    return feed(stream, Arrays.stream(values).map(MillraceHarness::text).toList());
  }

  private static String text(Object value) {
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value == null ? null : value.toString();
  }

  private MillraceHarness feed(String stream, List<String> values) {
    StreamPublisher publisher = publisher(stream);
    StreamDefinition definition = publisher.stream();
    RecordBatch row = new RecordBatch(definition.schema(), 1);
    RowText.read(definition, values, row);
    publisher.publish(row);
    publisher.flush();
    return settle();
  }

  private StreamPublisher publisher(String stream) {
    return publishers.computeIfAbsent(
        stream.toLowerCase(Locale.ROOT), key -> engine.publisher(stream));
  }

  /** Moves the watermark of a stream without a row, to a timestamp such as 2024-01-31T12:00:00. */
  public MillraceHarness advanceWatermark(String stream, String timestamp) {
    byte[] text = timestamp.getBytes(StandardCharsets.UTF_8);
    publisher(stream).advanceWatermark(TimestampText.parse(text, 0, text.length, 9));
    return settle();
  }

  /** Steps processing time, which does what falls due on the way. */
  public MillraceHarness advance(Duration step) {
    clock.advance(step);
    return settle();
  }

  /** Ends the input of a stream: open windows are put out. */
  public MillraceHarness endInput(String stream) {
    publishers.remove(stream.toLowerCase(Locale.ROOT));
    engine.endInput(stream);
    return settle();
  }

  /** Ends a step: waits until everything is worked off and delivered. */
  public MillraceHarness settle() {
    engine.drain();
    queries.forEach(HarnessQuery::endStep);
    return this;
  }

  private HarnessQuery only() {
    if (queries.size() != 1) {
      throw new IllegalStateException(
          "harness does not have one query: queries="
              + queries.size()
              + "; expect rows of what query() gave back");
    }
    return queries.get(0);
  }

  /** See {@link HarnessQuery#expect}; there must be one query. */
  public MillraceHarness expect(String... lines) {
    only().expect(lines);
    return this;
  }

  /** See {@link HarnessQuery#expectNothing}; there must be one query. */
  public MillraceHarness expectNothing() {
    only().expectNothing();
    return this;
  }

  /** See {@link HarnessQuery#expectLate}; there must be one query. */
  public MillraceHarness expectLate(String... lines) {
    only().expectLate(lines);
    return this;
  }

  /** See {@link HarnessQuery#expectDeadLetters}; there must be one query. */
  public MillraceHarness expectDeadLetters(String... lines) {
    only().expectDeadLetters(lines);
    return this;
  }

  /** Closes the engine; fails if a thread or off-heap memory of it is left. */
  @Override
  public void close() {
    engine.close();
    long bytes = engine.memoryBudget().usedBytes();
    List<String> threads =
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(thread -> thread.startsWith(name + "-"))
            .sorted()
            .toList();
    if (bytes != 0 || !threads.isEmpty()) {
      throw new AssertionError(
          "engine left something behind: bytes=" + bytes + ", threads=" + threads);
    }
  }
}
