package io.millrace.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Row;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Identical queries share a computation, and none of them can tell. */
class SharedComputationTest {
  private static final String DDL =
      "CREATE STREAM t (k BIGINT, v BIGINT, at TIMESTAMP(3),"
          + " WATERMARK FOR at AS at - INTERVAL '0' SECOND)";
  private static final String COUNTS = "SELECT k, COUNT(*) AS n, SUM(v) AS s FROM t GROUP BY k";

  /** What a query has seen. */
  private static final class Seen implements Subscriber {
    private final List<String> rows = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private int failAt = Integer.MAX_VALUE;

    @Override
    public synchronized void onRows(RecordBatch batch, int partition, long sequence) {
      Row row = new Row();
      for (int i = 0; i < batch.rowCount(); i++) {
        if (rows.size() == failAt) {
          throw new IllegalStateException("enough");
        }
        row.wrap(batch, i);
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
          text.append(row.isNull(column) ? "NULL" : row.getLong(column)).append(' ');
        }
        rows.add(text.toString());
      }
    }

    @Override
    public synchronized void onError(QueryFailedException failure) {
      ends.add(failure.getMessage());
    }

    @Override
    public synchronized void onComplete() {
      ends.add("complete");
    }
  }

  private static void publish(Millrace engine, int from, int to) {
    try (StreamPublisher rows = engine.publisher("t")) {
      for (int i = from; i < to; i++) {
        rows.row().setLong(0, i % 3).setLong(1, i).setLong(2, i * 1_000_000L).end();
      }
    }
    engine.drain();
  }

  private static MillraceConfig config() {
    return MillraceConfig.defaults().withBatchRows(8).withSharedPublishing(false);
  }

  @Test
  void shouldComputeIdenticalQueriesOnce() {
    long one = stateOf(1);
    assertThat(stateOf(20)).isEqualTo(one);
  }

  /** Off-heap bytes that so many identical queries take for a thousand groups. */
  private static long stateOf(int queries) {
    try (Millrace engine = Millrace.start(config())) {
      engine.execute(DDL);
      for (int i = 0; i < queries; i++) {
        engine.subscribe("SELECT v, COUNT(*) AS n FROM t GROUP BY v", Delivery.ORDERED, new Seen());
      }
      publish(engine, 0, 1_000);
      return engine.memoryBudget().usedBytes();
    }
  }

  @Test
  void shouldStartWithoutStateWhenRowsHaveComeBefore() {
    Seen first = new Seen();
    Seen second = new Seen();
    try (Millrace engine = Millrace.start(config())) {
      engine.execute(DDL);
      engine.subscribe(COUNTS, Delivery.ORDERED, first);
      publish(engine, 0, 3);
      engine.subscribe(COUNTS, Delivery.ORDERED, second);
      publish(engine, 3, 6);
    }
    assertThat(first.rows)
        .containsExactly("0 1 0 ", "1 1 1 ", "2 1 2 ", "0 2 3 ", "1 2 5 ", "2 2 7 ");
    assertThat(second.rows).containsExactly("0 1 3 ", "1 1 4 ", "2 1 5 ");
  }

  @Test
  void shouldStopOnlyTheQueryWhoseSubscriberThrows() {
    for (Delivery delivery : Delivery.values()) {
      Seen failing = new Seen();
      failing.failAt = 2;
      Seen other = new Seen();
      Seen third = new Seen();
      try (Millrace engine = Millrace.start(config())) {
        engine.execute(DDL);
        engine.subscribe(COUNTS, delivery, failing);
        engine.subscribe(COUNTS, delivery, other);
        engine.subscribe(COUNTS, delivery, third);
        publish(engine, 0, 20);
      }
      assertThat(failing.rows).hasSize(2);
      assertThat(failing.ends).singleElement().asString().contains("query=1", "enough");
      assertThat(other.rows).hasSize(20).isEqualTo(third.rows);
      assertThat(other.ends).containsExactly("complete");
    }
  }

  @Test
  void shouldStopAllWhenARowFails() {
    Seen one = new Seen();
    Seen other = new Seen();
    try (Millrace engine = Millrace.start(config())) {
      engine.execute(DDL);
      engine.subscribe("SELECT 10 / v AS q FROM t", Delivery.ORDERED, one);
      engine.subscribe("SELECT 10 / v AS q FROM t", Delivery.ORDERED, other);
      engine.execute("INSERT INTO t (v) VALUES (5), (0), (2)");
      engine.drain();
    }
    assertThat(one.rows).containsExactly("2 ").isEqualTo(other.rows);
    assertThat(one.ends).singleElement().asString().contains("query=1", "division by zero");
    assertThat(other.ends).singleElement().asString().contains("query=2", "division by zero");
  }

  /** A query and a model of it: the state of each group, as long as it is not paused. */
  private static final class Standing {
    private final Seen seen = new Seen();
    private final List<String> expected = new ArrayList<>();
    private final Map<Long, long[]> groups = new HashMap<>();
    private final boolean stateless;
    private Query query;
    private boolean paused;

    Standing(boolean stateless) {
      this.stateless = stateless;
    }

    void expect(long k, long v) {
      if (paused) {
        return;
      }
      if (stateless) {
        if (k == 1) {
          expected.add(v + " ");
        }
        return;
      }
      long[] group = groups.computeIfAbsent(k, unused -> new long[2]);
      group[0]++;
      group[1] += v;
      expected.add(k + " " + group[0] + " " + group[1] + " ");
    }
  }

  @Test
  void shouldGiveEachItsOwnAnswerWhenQueriesComeGoAndPause() {
    for (long seed = 1; seed <= 8; seed++) {
      for (Delivery delivery : Delivery.values()) {
        check(seed, delivery);
      }
    }
  }

  private static void check(long seed, Delivery delivery) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Standing> all = new ArrayList<>();
    List<Standing> standing = new ArrayList<>();
    try (Millrace engine = Millrace.start(config())) {
      engine.execute(DDL);
      StreamPublisher rows = engine.publisher("t");
      for (int step = 0; step < 400; step++) {
        int choice = random.nextInt(12);
        if (choice < 2) {
          Standing added = new Standing(random.nextBoolean());
          String sql = added.stateless ? "SELECT v FROM t WHERE k = 1" : COUNTS;
          added.query = engine.subscribe(sql, delivery, added.seen);
          all.add(added);
          standing.add(added);
        } else if (choice < 4 && !standing.isEmpty()) {
          change(standing, random, engine, rows);
        } else {
          long k = random.nextInt(3);
          rows.row().setLong(0, k).setLong(1, step).setLong(2, step * 1_000_000L).end();
          for (Standing each : standing) {
            each.expect(k, step);
          }
        }
      }
    }
    for (Standing each : all) {
      assertThat(each.seen.rows).as("seed %d", seed).isEqualTo(each.expected);
    }
  }

  private static void change(
      List<Standing> standing, SplittableRandom random, Millrace engine, StreamPublisher rows) {
    Standing one = standing.get(random.nextInt(standing.size()));
    if (one.paused) {
      one.query.resume();
      one.paused = false;
    } else if (random.nextInt(3) == 0) {
      rows.flush();
      engine.drain();
      one.query.cancel();
      standing.remove(one);
    } else {
      one.query.pause();
      one.paused = true;
    }
  }
}
