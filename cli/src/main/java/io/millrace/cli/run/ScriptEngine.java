package io.millrace.cli.run;

import io.millrace.Delivery;
import io.millrace.FailurePolicy;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.WaitMode;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.Source;
import io.millrace.durability.Durability;
import io.millrace.durability.RecoveryReport;
import io.millrace.durability.SourcePosition;
import io.millrace.publish.StreamStatus;
import io.millrace.query.StreamDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The engine of one script.
 *
 * <p>Input comes in steps: an INSERT, or so many rows of a source. If there are several queries,
 * their rows are held until the end of the step and then released query by query; so they come in
 * the same order in every run, though queries run on threads of their own. Released rows that feed
 * a stream are processed within the same step. A single query delivers as it goes.
 *
 * <p>One thread, the script's, but for {@link ScriptFeed#watermark}.
 */
final class ScriptEngine implements AutoCloseable {
  private static final int STEP_ROWS = 1 << 16;

  private final Millrace millrace;
  private final Map<String, ScriptFeed> feeds = new LinkedHashMap<>();
  private final List<QueryDelivery> queries = new ArrayList<>();
  private final DurableScript durable;
  private boolean holds;
  private int rowsInStep;

  /**
   * Starts an engine without streams.
   *
   * @param durability what outlives the process, or null
   */
  ScriptEngine(ScriptSettings settings, WaitMode waitMode, Durability durability) {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("script")
            .withPartitions(settings.partitions())
            .withBatchRows(settings.batchRows())
            .withWaitMode(waitMode)
            .withLimits(settings.limits())
            .withFailure(
                settings.goesOnAfterFailure()
                    ? FailurePolicy.DEAD_LETTER
                    : FailurePolicy.STOP_QUERY)
            .withSharedPublishing(durability != null)
            .withEmitAtEnd(true)
            .withDurability(durability);
    long memoryBytes = settings.memoryBytes();
    millrace =
        Millrace.start(
            memoryBytes == RunConfig.DEFAULT_MEMORY
                ? config
                : config.withMemoryBudgetBytes(memoryBytes));
    durable = durability == null ? null : new DurableScript(millrace.durable());
  }

  /** Whether what it keeps outlives the process. */
  boolean isDurable() {
    return durable != null;
  }

  /**
   * Goes on where an earlier run of the script was, or begins: what is durable waits for the whole
   * script to be known.
   */
  RecoveryReport begin() {
    return durable.begin();
  }

  /** Whether a stream's input had ended in an earlier run. */
  boolean hasEnded(String stream) {
    return durable != null && millrace.durable().hasEnded(stream);
  }

  /** Lets a source go on behind the rows that were recorded. */
  void resume(String stream, Source source) {
    if (durable != null) {
      SourcePosition position = millrace.durable().position(stream, DurableScript.SOURCE);
      source.resume(position.rows(), position.mark(), position.markRows());
    }
  }

  /** Notes where the source of a stream stands behind the rows so far. */
  void mark(String stream, long position) {
    if (durable != null) {
      feed(stream).mark(position);
    }
  }

  /** Whether output of a query could not be put out. */
  boolean missesOutput() {
    return queries().stream().anyMatch(QueryDelivery::missesOutput);
  }

  /**
   * Saves all state of a durable run, unless output is missing: then the next run goes on where
   * that is put out once more.
   */
  void checkpoint() {
    if (durable != null && !missesOutput()) {
      millrace.durable().checkpoint();
    }
  }

  private ScriptFeed feed(String stream) {
    return feeds.get(stream.toLowerCase(Locale.ROOT));
  }

  /** Adds a stream. */
  void createStream(StreamDefinition stream) {
    millrace.define(stream);
    feeds.put(
        stream.name().toLowerCase(Locale.ROOT),
        new ScriptFeed(
            stream,
            () ->
                durable == null
                    ? millrace.publisher(stream.name())
                    : millrace.durable().publisher(stream.name(), DurableScript.SOURCE)));
  }

  /** Takes a stream away that no query reads or writes. */
  void dropStream(String stream) {
    if (durable != null) {
      throw new IllegalArgumentException(
          "stream cannot be dropped in a durable run: name=" + stream + "; leave the stream");
    }
    feeds.remove(stream.toLowerCase(Locale.ROOT)).close();
    millrace.drop(stream);
  }

  /**
   * Starts a query; it sees all rows fed from now on.
   *
   * @throws IllegalArgumentException if it would feed itself
   */
  void start(StandingQuery query) {
    if (query.feedsStream()) {
      checkNoCycle(query, query.compiled().sink());
    }
    QueryDelivery delivery = new QueryDelivery(query);
    if (durable != null) {
      durable.start(query, delivery);
      queries.add(delivery);
      return;
    }
    endStep();
    if (!queries.isEmpty() || query.feedsStream()) {
      holds = true;
      delivery.hold();
      queries.forEach(QueryDelivery::hold);
    }
    delivery.running(millrace.subscribe(query.compiled(), Delivery.ORDERED, delivery));
    queries.add(delivery);
  }

  private void checkNoCycle(StandingQuery query, String stream) {
    if (stream.equalsIgnoreCase(query.compiled().stream())) {
      throw new IllegalArgumentException(
          "query would feed itself: stream=" + stream + "; insert into another stream");
    }
    for (QueryDelivery other : queries) {
      StandingQuery next = other.standing();
      if (next.feedsStream() && next.reads(feed(stream).stream())) {
        checkNoCycle(query, next.compiled().sink());
      }
    }
  }

  /** Hands rows to all queries of a stream as a step of its own; keeps none. */
  void insert(String stream, RecordBatch rows) {
    if (durable != null) {
      durable.insert(feed(stream), rows);
      return;
    }
    feed(stream).publish(rows);
    endStep();
  }

  /** Hands rows that a query has put out to all queries of a stream, within the step. */
  void pass(String stream, RecordBatch rows) {
    feed(stream).publish(rows);
  }

  /**
   * Hands rows of a source to all queries of a stream.
   *
   * @param rows a batch of the configured capacity, given away
   * @return an empty batch in exchange
   */
  RecordBatch exchange(String stream, RecordBatch rows) {
    rowsInStep += rows.rowCount();
    RecordBatch empty = feed(stream).exchange(rows);
    if (rowsInStep >= STEP_ROWS) {
      endStep();
    }
    return empty;
  }

  /** Sends off rows that wait for others, because none came for a moment. */
  void flush() {
    feeds.values().forEach(ScriptFeed::flush);
  }

  /** Has all rows so far processed, and what is held delivered. Does nothing if nothing is held. */
  void endStep() {
    rowsInStep = 0;
    while (holds && settle()) {
      flush();
    }
    if (!holds) {
      flush();
    }
  }

  /** Has all rows so far processed and delivered. */
  void drain() {
    if (durable != null && !durable.hasBegun()) {
      return;
    }
    endStep();
    millrace.drain();
  }

  /** Waits for all output and releases it in the order of the queries; whether there was any. */
  private boolean settle() {
    flush();
    millrace.drain();
    boolean any = false;
    for (QueryDelivery query : queries) {
      any |= query.release();
    }
    return any;
  }

  /** Shows the watermark of a stream, or null. Free to call from any thread. */
  String watermark(String stream) {
    return feed(stream).watermark();
  }

  /** Whether all queries have stopped, so that nothing is left to do. */
  boolean allStopped() {
    return queries.stream().allMatch(QueryDelivery::stopped);
  }

  /** Says that no row follows, and waits until all results are delivered. */
  void finish(boolean closeWindows) {
    if (closeWindows) {
      endStep();
      List<ScriptFeed> ended = new ArrayList<>();
      feeds.values().forEach(feed -> endInput(feed, ended));
    } else {
      drain();
    }
  }

  /** Ends the input of a stream behind that of the streams whose queries feed it. */
  private void endInput(ScriptFeed feed, List<ScriptFeed> ended) {
    if (ended.contains(feed)) {
      return;
    }
    for (QueryDelivery query : queries) {
      if (query.standing().feedsStream() && query.standing().writes(feed.stream())) {
        endInput(feed(query.standing().compiled().stream()), ended);
      }
    }
    ended.add(feed);
    millrace.endInput(feed.stream().name());
    queries.forEach(QueryDelivery::release);
  }

  /** Adds a line for each stream of which rows were dropped, conflated or refused. */
  void describeOverload(List<String> lines) {
    for (ScriptFeed feed : feeds.values()) {
      String name = feed.stream().name();
      StreamStatus status = millrace.streamStatus(name);
      if (status.droppedRows() + status.conflatedRows() + status.refusedRows() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "stream %s: overload %s, %,d dropped, %,d conflated, %,d refused",
                name,
                status.overload().word(),
                status.droppedRows(),
                status.conflatedRows(),
                status.refusedRows()));
      }
    }
  }

  /** The queries in the order of their statements. */
  List<QueryDelivery> queries() {
    return queries;
  }

  /** Stops all queries and their threads. */
  @Override
  public void close() {
    millrace.close(false);
  }
}
