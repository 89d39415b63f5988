package io.millrace.perf.overload;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.Query;
import io.millrace.output.Subscriber;
import io.millrace.perf.steady.TradeSeries;
import io.millrace.prepared.PreparedQuery;
import io.millrace.table.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Adds queries and takes others away, round by round, as users of an engine would: named and
 * unnamed ones, new text each time, prepared ones, in rings that are there and in ones of their
 * own, paused, replaced, slow and failing ones. From some rounds on as many go as come. One thread.
 */
final class QueryChurn {
  private static final int ROUNDS_KEPT = 3;
  private static final int PREPARED = 20;
  private static final OfferedStream[] STREAMS = OfferedStream.values();

  private final Millrace engine;
  private final boolean durable;
  private final Map<OfferedStream, PreparedQuery> prepared = new EnumMap<>(OfferedStream.class);
  private final Deque<List<Query>> rounds = new ArrayDeque<>();
  private final Map<OfferedStream, Query> failing = new EnumMap<>(OfferedStream.class);
  private Query changing;
  private int round;
  private long added;
  private long removed;
  private long failed;
  private long inspected;
  private Table table;

  QueryChurn(Millrace engine, boolean durable) {
    this.engine = engine;
    this.durable = durable;
    for (OfferedStream stream : STREAMS) {
      prepared.put(
          stream,
          engine.prepare(
              "SELECT symbol, price FROM " + stream.sqlName() + " WHERE symbol = ? AND price > ?"));
    }
  }

  /** Adds the queries of a round, changes those of the last, and cancels those of an older one. */
  void next() {
    round++;
    OfferedStream stream = STREAMS[round % STREAMS.length];
    change(stream);
    List<Query> queries = new ArrayList<>();
    queries.add(addChanging(stream));
    queries.add(addOwnRing(stream));
    queries.add(addSlow(stream));
    for (int i = 0; i < PREPARED; i++) {
      String symbol = String.format("S%03d", (round * PREPARED + i) % TradeSeries.SYMBOLS);
      Subscriber nobody = (rows, partition, sequence) -> {};
      queries.add(prepared.get(stream).subscribe(Delivery.ORDERED, nobody, symbol, 9_000));
      added++;
    }
    addFailing(stream);
    changeTable(stream);
    engine.publisher(stream.sqlName()).close();
    rounds.add(queries);
    if (rounds.size() > ROUNDS_KEPT) {
      rounds.remove().forEach(this::remove);
    }
  }

  /** Cancels all that are there. */
  void end() {
    rounds.forEach(queries -> queries.forEach(this::remove));
    rounds.clear();
    if (table != null) {
      closeTable();
    }
    failing.values().forEach(this::remove);
    failing.clear();
  }

  private void remove(Query query) {
    query.cancel();
    removed++;
  }

  private Query add(boolean named, String name, String sql, Subscriber subscriber) {
    added++;
    return named && durable
        ? engine.durable().subscribe(name, sql, Delivery.ORDERED, subscriber)
        : engine.subscribe(sql, Delivery.ORDERED, subscriber);
  }

  private Query addChanging(OfferedStream stream) {
    changing =
        add(
            true,
            "changing " + round,
            "SELECT symbol, COUNT(*) AS n, SUM(price) AS s FROM "
                + stream.sqlName()
                + " WHERE quantity > "
                + (1_000_000 + round)
                + " OR quantity > 250 GROUP BY symbol EMIT CHANGES",
            (rows, partition, sequence) -> {});
    return changing;
  }

  /** Pauses, resumes and replaces the one of the last round, which is of another stream. */
  private void change(OfferedStream next) {
    if (changing == null) {
      return;
    }
    OfferedStream stream = STREAMS[(next.ordinal() + 1) % STREAMS.length];
    changing.pause();
    changing.resume();
    changing.inspect((rows, partition, sequence) -> inspected += rows.rowCount());
    Query newer =
        changing
            .replace(
                "SELECT symbol, COUNT(*) AS n, SUM(price) AS s FROM "
                    + stream.sqlName()
                    + " WHERE quantity > "
                    + (2_000_000 + round)
                    + " OR quantity > 400 GROUP BY symbol EMIT CHANGES")
            .query();
    List<Query> last = rounds.getLast();
    last.set(last.indexOf(changing), newer);
    added++;
    removed++;
  }

  /** Keys that no other query has: a ring and threads of its own, named each other time. */
  private Query addOwnRing(OfferedStream stream) {
    return add(
        round / STREAMS.length % 2 == 0,
        "own ring " + round,
        "SELECT quantity + "
            + round
            + " AS q, COUNT(*) AS n FROM "
            + stream.sqlName()
            + " TUMBLE(event_time, INTERVAL '1' SECOND) GROUP BY window_start, quantity + "
            + round
            + " EMIT FINAL",
        (rows, partition, sequence) -> {});
  }

  private Query addSlow(OfferedStream stream) {
    return add(
        false,
        "",
        "SELECT symbol, price + "
            + round
            + " AS p FROM "
            + stream.sqlName()
            + " WHERE price > 9990",
        new SlowSubscriber());
  }

  /** Under a name that is used again: what has failed is cancelled first. */
  private void addFailing(OfferedStream stream) {
    Query last = failing.remove(stream);
    if (last != null) {
      failed += last.failure() == null ? 0 : 1;
      remove(last);
    }
    Query query =
        add(
            true,
            "failing " + stream,
            "SELECT symbol FROM " + stream.sqlName() + " WHERE price = 1",
            new FailingSubscriber());
    failing.put(stream, query);
  }

  /** A table is there for one round, of a stream and of the other one in turns. */
  private void changeTable(OfferedStream stream) {
    if (table != null) {
      closeTable();
    }
    table =
        engine.table(
            "table " + round,
            "SELECT symbol, COUNT(*) AS n FROM "
                + stream.sqlName()
                + " WHERE price > 9900 GROUP BY symbol");
    added++;
  }

  private void closeTable() {
    table.query("SELECT COUNT(*) AS symbols FROM \"" + table.name() + "\"");
    table.close();
    removed++;
  }

  /** Queries that were added. */
  long added() {
    return added;
  }

  /** Queries that were cancelled or replaced, failed ones among them. */
  long removed() {
    return removed;
  }

  /** Rows of state that were looked at. */
  long inspected() {
    return inspected;
  }

  /** Queries whose subscriber had thrown when they were cancelled. */
  long failed() {
    return failed;
  }
}
