package io.millrace.perf.piece;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.StreamPublisher;
import io.millrace.table.Table;
import io.millrace.table.TableCursor;
import io.millrace.table.TableKey;
import io.millrace.table.TableVersion;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * How many rows does a thread look up in a second by key, beside a {@link ConcurrentHashMap}, which
 * has no order, no versions and an object a row? Keys are random; the value is read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TableLookUpBenchmark {
  private static final int LOOK_UPS = 1 << 16;
  private static final int BATCH_ROWS = 1024;

  /** A row as a map would hold it. */
  private record Totals(long count, long sum) {}

  /** Number of keys. */
  @Param({"10000", "1000000"})
  public int customers;

  private final ConcurrentHashMap<Long, Totals> map = new ConcurrentHashMap<>();
  private final long[] keys = new long[LOOK_UPS];
  private Millrace millrace;
  private Table table;
  private TableVersion version;
  private TableKey key;

  /** A benchmark that JMH sets up. */
  public TableLookUpBenchmark() {}

  /** Fills table and map with the same rows. */
  @Setup
  public void setUp() {
    Workload workload = new Workload(Scenario.S2, 1L << 21, BATCH_ROWS, customers);
    millrace = Millrace.start(MillraceConfig.defaults().withTableRows(customers));
    millrace.define(workload.stream());
    table = millrace.table("totals", workload.query());
    StreamPublisher publisher = millrace.publisher(workload.stream().name());
    for (RecordBatch batch : workload.batches()) {
      publisher.publish(batch);
    }
    publisher.flush();
    millrace.drain();
    version = table.version();
    key = table.key();
    long[] present = new long[Math.toIntExact(version.rowCount())];
    int rows = 0;
    for (TableCursor cursor = version.scan(); cursor.next(); ) {
      Row row = cursor.row();
      present[rows++] = row.getLong(0);
      map.put(row.getLong(0), new Totals(row.getLong(1), row.getLong(2)));
    }
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < LOOK_UPS; i++) {
      keys[i] = present[random.nextInt(present.length)];
    }
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() {
    version.close();
    millrace.close();
  }

  /** In a version that is held. */
  @Benchmark
  @OperationsPerInvocation(LOOK_UPS)
  public long versionFind() {
    long sum = 0;
    for (long one : keys) {
      sum += version.find(key.clear().setLong(0, one)).getLong(2);
    }
    return sum;
  }

  /** In a version taken for each look-up. */
  @Benchmark
  @OperationsPerInvocation(LOOK_UPS)
  public long tableFind() {
    long sum = 0;
    for (long one : keys) {
      sum += table.find(one).getLong(2);
    }
    return sum;
  }

  /** In the map. */
  @Benchmark
  @OperationsPerInvocation(LOOK_UPS)
  public long mapGet() {
    long sum = 0;
    for (long one : keys) {
      sum += map.get(one).sum();
    }
    return sum;
  }

  /** All rows of the version, in their order; rows, not look-ups, are what count here. */
  @Benchmark
  public long scan() {
    long sum = 0;
    for (TableCursor cursor = version.scan(); cursor.next(); ) {
      sum += cursor.row().getLong(2);
    }
    return sum;
  }
}
