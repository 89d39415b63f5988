package io.millrace.perf.piece;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.layout.BufferField;
import io.millrace.layout.BufferLayout;
import io.millrace.layout.BufferType;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.RecordPublisher;
import io.millrace.publish.StreamPublisher;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do records cost, in and out, beside the row writer, rows in a buffer and flyweight rows? A
 * filter that all rows pass, one partition; nanoseconds, and with {@code -prof gc} bytes, for a row
 * on all threads together.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordBenchmark {
  private static final int ROWS = 1 << 17;
  private static final int RECORDS = 1 << 10;
  private static final int ROW_BYTES = 24;
  private static final String SQL = "SELECT id, size, price FROM ticks WHERE size > 0";

  /** A row. */
  public record Tick(long id, int size, double price) {}

  /** How results are taken. */
  public enum Output {
    /** As a view of each row. */
    ROW,
    /** As a record a row. */
    RECORD
  }

  /** How results are taken. */
  @Param({"ROW", "RECORD"})
  public Output output;

  private final Tick[] ticks = new Tick[RECORDS];
  private final MutableDirectBuffer buffer = new UnsafeBuffer(new byte[RECORDS * ROW_BYTES]);
  private Millrace engine;
  private RecordPublisher<Tick> publisher;
  private BufferLayout layout;
  private long sum;

  /** A benchmark that JMH sets up. */
  public RecordBenchmark() {}

  /** Makes the rows and starts the threads. */
  @Setup
  public void setUp() {
    engine =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("records")
                .withPartitions(1)
                .withWaitMode(WaitMode.YIELDING)
                .withSharedPublishing(false));
    publisher = engine.stream("ticks", Tick.class);
    RowSubscriber rows = row -> sum += row.getLong(0) + row.getInt(1) + (long) row.getDouble(2);
    if (output == Output.ROW) {
      engine.subscribe(SQL, Delivery.ORDERED, rows.toSubscriber());
    } else {
      engine.subscribe(
          SQL, Tick.class, tick -> sum += tick.id() + tick.size() + (long) tick.price());
    }
    for (int i = 0; i < RECORDS; i++) {
      ticks[i] = new Tick(i, 1 + i % 9, i * 0.5);
      buffer.putLong(i * ROW_BYTES, ticks[i].id());
      buffer.putInt(i * ROW_BYTES + 8, ticks[i].size());
      buffer.putDouble(i * ROW_BYTES + 16, ticks[i].price());
    }
    layout =
        new BufferLayout(
            publisher.rows().stream().schema(),
            ROW_BYTES,
            BufferField.of("id", 0, BufferType.INT64),
            BufferField.of("size", 8, BufferType.INT32),
            BufferField.of("price", 16, BufferType.FLOAT64));
  }

  /** Records that are there already; the sum of all results so far. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long records() {
    for (int i = 0; i < ROWS; i++) {
      publisher.publish(ticks[i & RECORDS - 1]);
    }
    return finish();
  }

  /** The same rows through the row writer. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rowWriter() {
    StreamPublisher rows = publisher.rows();
    for (int i = 0; i < ROWS; i++) {
      Tick tick = ticks[i & RECORDS - 1];
      rows.row().setLong(0, tick.id()).setInt(1, tick.size()).setDouble(2, tick.price()).end();
    }
    return finish();
  }

  /** The same rows from a buffer, a thousand at a time. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long buffer() {
    StreamPublisher rows = publisher.rows();
    for (int i = 0; i < ROWS; i += RECORDS) {
      rows.publish(buffer, 0, RECORDS, layout);
    }
    return finish();
  }

  private long finish() {
    publisher.flush();
    engine.drain();
    return sum;
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    engine.close();
  }
}
