package io.millrace.durability;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.QueryFailedException;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** A durable engine over orders for tests, with queries whose output is remembered. */
final class DurableRun implements AutoCloseable {
  static final String DDL =
      "CREATE STREAM orders (id BIGINT NOT NULL, customer VARCHAR, amount BIGINT,"
          + " event_time TIMESTAMP(3), WATERMARK FOR event_time AS event_time - INTERVAL '2' SECOND)";
  private static final long SECOND_NS = 1_000_000_000L;

  private final Millrace engine;
  private StreamPublisher orders;

  /** Rows of one query as text, as a sink that goes back to where it was at a checkpoint. */
  static final class Output implements DurableSubscriber {
    final List<String> rows = new ArrayList<>();
    final List<Long> sequences = new ArrayList<>();
    final List<String> letters = new ArrayList<>();
    QueryFailedException failure;
    int completions;

    @Override
    public synchronized void onRows(RecordBatch batch, int partition, long sequence) {
      StringBuilder text = new StringBuilder();
      RowLines.append(batch, text);
      text.toString()
          .lines()
          .forEach(
              line -> {
                rows.add(line);
                sequences.add(sequence);
              });
    }

    @Override
    public synchronized void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
      letters.add("late " + batch.column(0).longs()[row]);
    }

    @Override
    public synchronized void onError(QueryFailedException cause) {
      failure = cause;
    }

    @Override
    public synchronized void onComplete() {
      completions++;
    }

    @Override
    public synchronized void onCheckpoint(long sequence, DataOutput state) throws IOException {
      state.writeLong(rows.size());
    }

    @Override
    public synchronized void onBegin() {
      rows.clear();
      sequences.clear();
    }

    @Override
    public synchronized void onRestore(long sequence, DataInput state) throws IOException {
      long length = state.readLong();
      while (rows.size() > length) {
        rows.remove(rows.size() - 1);
        sequences.remove(rows.size());
      }
    }

    synchronized List<String> copy() {
      return List.copyOf(rows);
    }
  }

  DurableRun(MillraceConfig config) {
    engine = Millrace.start(config);
    engine.execute(DDL);
  }

  static MillraceConfig config(Path directory) {
    return MillraceConfig.defaults()
        .withBatchRows(64)
        .withRingSlots(8)
        .withDurability(Durability.in(directory));
  }

  DurableRun query(String name, String sql, Output output) {
    engine.durable().subscribe(name, sql, Delivery.ORDERED, output);
    return this;
  }

  static CompiledQuery compile(String sql, Millrace engine) {
    return (CompiledQuery)
        ServiceLoader.load(QueryCompiler.class)
            .findFirst()
            .orElseThrow()
            .open(sql, "test")
            .next(engine.catalog());
  }

  RecoveryReport recover() {
    RecoveryReport report = engine.durable().recover();
    orders = engine.durable().publisher("orders", "test");
    return report;
  }

  Millrace engine() {
    return engine;
  }

  StreamPublisher orders() {
    return orders;
  }

  /** Rows that are recorded of the one source. */
  long recorded() {
    return engine.durable().position("orders", "test").rows();
  }

  /** Publishes rows {@code from} to {@code to - 1} of an endless, fixed input with disorder. */
  DurableRun publish(long from, long to) {
    publish(orders, from, to);
    return this;
  }

  static void publish(StreamPublisher orders, long from, long to) {
    for (long id = from; id < to; id++) {
      long mixed = id * 0x9E3779B97F4A7C15L;
      long customer = (mixed >>> 40) % 23;
      long seconds = id / 3 - (mixed >>> 33) % 4;
      RowWriter row = orders.row().setLong(0, id);
      if (customer != 7) {
        row.setString(1, "customer " + customer);
      }
      row.setLong(2, (mixed >>> 20) % 1000).setLong(3, seconds * SECOND_NS).end();
      if (id % 97 == 0) {
        orders.mark(id + 1);
      }
    }
  }

  DurableRun flush() {
    orders.flush();
    engine.drain();
    return this;
  }

  /** Copies a directory as a process would leave it that is killed now. */
  static Path killedNow(Path directory, Path copy) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          copy(file, target);
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException e) {
      // A thread that makes room has used it up meanwhile.
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
