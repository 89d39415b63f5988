package io.millrace.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.OverloadPolicy;
import io.millrace.batch.RecordBatch;
import io.millrace.overload.OverloadModel.Item;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import io.millrace.test.TestClock;
import io.millrace.type.Decimal128;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random rows, batches, flushes and releases against {@link OverloadModel}, step by step. */
class OverloadOracleTest {
  private static final int SLOTS = 4;
  private static final int STEPS = 400;
  private static final String[] NAMES = {"x", "Côte d'Ivoire", ""};

  /** A row before it is published: a number under 3 for each key column, or -1 for NULL. */
  private record Key(int name, int price, int count, int share) {
    static Key random(SplittableRandom random) {
      return new Key(
          random.nextInt(4) - 1,
          random.nextInt(4) - 1,
          random.nextInt(4) - 1,
          random.nextInt(4) - 1);
    }

    private int part(String column) {
      return switch (column) {
        case "name" -> name;
        case "price" -> price;
        case "count" -> count;
        default -> share;
      };
    }

    Item item(String columns, long id) {
      StringBuilder key = new StringBuilder();
      for (String column : columns.split(",", -1)) {
        key.append(part(column.strip())).append('|');
      }
      return new Item(key.toString(), id);
    }
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (int partitions : new int[] {1, 3}) {
      for (int pipelines : new int[] {1, 2}) {
        for (OverloadPolicy policy : OverloadPolicy.values()) {
          if (policy == OverloadPolicy.CONFLATE) {
            for (String key : List.of("name", "price", "count", "share", "name, price")) {
              cases.add(Arguments.of(policy, key, 17, partitions, pipelines));
            }
          } else if (policy != OverloadPolicy.BLOCK) {
            for (int batchRows : new int[] {1, 2, 7}) {
              cases.add(Arguments.of(policy, "", batchRows, partitions, pipelines));
            }
          }
        }
      }
    }
    return cases.stream();
  }

  private static String ddl(OverloadPolicy policy, String key) {
    return "CREATE STREAM ticks (id BIGINT NOT NULL, name VARCHAR, price DECIMAL(30, 2),"
        + " \"count\" DECIMAL(9, 1), share DOUBLE) WITH ('overload' = '"
        + policy.word()
        + (key.isEmpty() ? "'" : "', 'overload.key' = '" + key + "'")
        + ")";
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldDropAndConflateAsTheModelDoes(
      OverloadPolicy policy, String key, int batchRows, int partitions, int pipelines) {
    long seed = 2_024L + batchRows;
    MillraceConfig config =
        MillraceConfig.defaults()
            .withBatchRows(batchRows)
            .withRingSlots(SLOTS)
            .withPartitions(partitions)
            .withClock(new TestClock());
    OverloadModel model = new OverloadModel(policy, batchRows, SLOTS);
    Gate all = new Gate(0);
    Gate grouped = new Gate(1);
    Millrace engine = Millrace.start(config);
    try (engine;
        all;
        grouped) {
      engine.execute(ddl(policy, key));
      engine.subscribe("SELECT id FROM ticks", Delivery.PARTITION, all);
      if (pipelines > 1) {
        engine.subscribe(
            "SELECT name, MAX(id) AS id FROM ticks GROUP BY name", Delivery.PARTITION, grouped);
      }
      engine.drain();
      new Steps(engine, model, key, List.of(all, grouped), new SplittableRandom(seed)).run();
    }
    List<Long> delivered = all.values();
    assertThat(partitions == 1 ? delivered : sorted(delivered))
        .as("seed %d", seed)
        .isEqualTo(partitions == 1 ? model.sent() : sorted(model.sent()));
    assertThat(sorted(grouped.values()))
        .isEqualTo(pipelines == 1 ? List.of() : sorted(model.sent()));
    assertThat(engine.memoryBudget().usedBytes()).isZero();
  }

  private static List<Long> sorted(List<Long> values) {
    return values.stream().sorted().toList();
  }

  /** The steps of one run on engine and model. */
  private record Steps(
      Millrace engine, OverloadModel model, String key, List<Gate> gates, SplittableRandom random) {

    void run() {
      StreamPublisher publisher = engine.publisher("ticks");
      RecordBatch batch = new RecordBatch(publisher.stream().schema(), 20);
      long id = 0;
      for (int step = 0; step < STEPS; step++) {
        int what = random.nextInt(40);
        if (what == 0) {
          release();
        } else if (what == 1 && model.mayFlush()) {
          publisher.flush();
          model.flush();
        } else if (what < 6) {
          id = publishBatch(publisher, batch, id);
        } else {
          publishRow(publisher, id++);
        }
        assertThat(engine.streamStatus("ticks"))
            .as("step %d", step)
            .isEqualTo(model.status("ticks"));
      }
      release();
      publisher.flush();
      model.flush();
      gates.forEach(Gate::open);
    }

    private void release() {
      gates.forEach(Gate::open);
      engine.drain();
      gates.forEach(Gate::shut);
      model.release();
    }

    private void publishRow(StreamPublisher publisher, long id) {
      Key values = Key.random(random);
      RowWriter row = publisher.row();
      if (random.nextInt(10) == 0) {
        row.setLong(0, -1).setString(1, "this row is forgotten again").abandon();
      }
      row.setLong(0, id);
      if (values.name >= 0) {
        row.setString(1, NAMES[values.name]);
      }
      if (values.price >= 0) {
        row.setDecimal(2, wide(values.price));
      }
      if (values.count >= 0) {
        row.setLong(3, values.count);
      }
      if (values.share >= 0) {
        row.setDouble(4, share(values.share, id));
      }
      assertThat(row.end()).isEqualTo(model.publish(values.item(key, id)));
    }

    private long publishBatch(StreamPublisher publisher, RecordBatch batch, long firstId) {
      batch.clear();
      List<Item> items = new ArrayList<>();
      int rows = random.nextInt(21);
      for (int row = 0; row < rows; row++) {
        Key values = Key.random(random);
        items.add(values.item(key, firstId + row));
        fill(batch, row, values, firstId + row);
      }
      batch.rowCount(rows);
      assertThat(publisher.publish(batch)).isEqualTo(model.publishAll(items));
      return firstId + rows;
    }

    private static void fill(RecordBatch batch, int row, Key values, long id) {
      batch.column(0).longs()[row] = id;
      if (values.name >= 0) {
        byte[] utf8 = NAMES[values.name].getBytes(StandardCharsets.UTF_8);
        batch.column(1).setVarchar(row, utf8, 0, utf8.length);
      }
      batch.column(2).highs()[row] = wide(values.price).high();
      batch.column(2).longs()[row] = wide(values.price).low();
      batch.column(3).longs()[row] = values.count;
      batch.column(4).doubles()[row] = share(values.share, id);
      batch.column(1).setNull(row, values.name < 0);
      batch.column(2).setNull(row, values.price < 0);
      batch.column(3).setNull(row, values.count < 0);
      batch.column(4).setNull(row, values.share < 0);
    }

    private static Decimal128 wide(int price) {
      return new Decimal128().set(price, 1L << 40);
    }

    /** Values that are one key: 0.0 and -0.0, NaN of any bits. */
    private static double share(int share, long id) {
      return switch (share) {
        case 0 -> id % 2 == 0 ? 0.0 : -0.0;
        case 1 -> id % 2 == 0 ? Double.NaN : Double.longBitsToDouble(0x7ff8000000000123L);
        default -> share;
      };
    }
  }
}
