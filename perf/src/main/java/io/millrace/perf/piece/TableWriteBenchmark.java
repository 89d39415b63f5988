package io.millrace.perf.piece;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.perf.pipeline.ScratchDirectory;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import io.millrace.publish.StreamPublisher;
import io.millrace.table.StateStore;
import io.millrace.table.Table;
import io.millrace.table.TableVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
 * What does it cost to keep the running totals of S2 as a table, in place of counting its output?
 * One publisher, one partition, one delivering thread; each row updates one key, and all keys are
 * there before the first measurement.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
      "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED"
    })
public class TableWriteBenchmark {
  /** What takes the output. */
  public enum Consumer {
    /** A subscriber that counts rows. */
    COUNTING,
    /** A table that nobody reads. */
    TABLE,
    /** A table of which a thread takes the newest version a thousand times a second. */
    TABLE_AND_READER,
    /** A table in a file, {@code 'state'='chronicle'}, that nobody reads. */
    PERSISTED_TABLE
  }

  private static final int ROWS = 1 << 20;
  private static final int BATCH_ROWS = 1024;
  private static final int ONE_READ_NS = 1_000_000;

  /** What takes the output. */
  @Param({"COUNTING", "TABLE", "TABLE_AND_READER", "PERSISTED_TABLE"})
  public Consumer consumer;

  /** Number of keys. */
  @Param({"1000", "10000", "1000000"})
  public int customers;

  private RecordBatch[] batches;
  private Millrace millrace;
  private StreamPublisher publisher;
  private Table table;
  private Thread reader;
  private long rowsOut;
  private long sequenceSeen;
  private ScratchDirectory directory;
  private volatile boolean done;

  /** A benchmark that JMH sets up. */
  public TableWriteBenchmark() {}

  /** Makes the rows, starts the threads and fills the table. */
  @Setup
  public void setUp() throws IOException {
    Workload workload = new Workload(Scenario.S2, 2L * ROWS, BATCH_ROWS, customers);
    batches = workload.batches();
    millrace =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("table-write")
                .withBatchRows(BATCH_ROWS)
                .withWaitMode(WaitMode.SPIN_THEN_PARK)
                .withSharedPublishing(false)
                .withTableRows(customers));
    millrace.define(workload.stream());
    if (consumer == Consumer.COUNTING) {
      millrace.subscribe(
          workload.query(),
          Delivery.ORDERED,
          (batch, partition, sequence) -> rowsOut += batch.rowCount());
    } else if (consumer == Consumer.PERSISTED_TABLE) {
      directory = ScratchDirectory.create();
      Path file = directory.path().resolve("totals.table");
      table =
          millrace.table(
              "totals", Scenario.S2.sql(), StateStore.chronicle(file).entries(customers));
    } else {
      table = millrace.table("totals", workload.query());
    }
    publisher = millrace.publisher(workload.stream().name());
    publish(0, batches.length);
    if (consumer == Consumer.TABLE_AND_READER) {
      reader = new Thread(this::read, "table-reader");
      reader.start();
    }
  }

  private void read() {
    while (!done) {
      try (TableVersion version = table.version()) {
        sequenceSeen = version.sequence();
        LockSupport.parkNanos(ONE_READ_NS);
      }
    }
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      publisher.publish(batches[i]);
    }
    publisher.flush();
    millrace.drain();
  }

  /** Ends the threads. */
  @TearDown
  public void tearDown() throws InterruptedException, IOException {
    done = true;
    if (reader != null) {
      reader.join();
    }
    if (table != null && table.failure() != null) {
      throw table.failure();
    }
    millrace.close();
    if (directory != null) {
      directory.close();
    }
  }

  /** Time a row; rows so far, or the sequence that was seen. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() {
    publish(0, ROWS / BATCH_ROWS);
    return rowsOut + sequenceSeen;
  }
}
