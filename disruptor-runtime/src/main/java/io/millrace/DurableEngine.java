package io.millrace;

import io.millrace.durability.CheckpointReport;
import io.millrace.durability.CheckpointStatus;
import io.millrace.durability.RecoveryReport;
import io.millrace.durability.SourcePosition;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamDurability;
import io.millrace.publish.StreamHub;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import io.millrace.query.StreamDefinition;
import io.millrace.recovery.Checkpoints;
import io.millrace.recovery.Declaration;
import io.millrace.recovery.DurableDirectory;
import io.millrace.recovery.QueryPlace;
import io.millrace.recovery.Recovery;
import io.millrace.recovery.Replay;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import io.millrace.time.ClockTimer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What of an engine outlives the process. Streams and queries are declared, {@link #recover} brings
 * back what was recorded of them, then rows are published. Queries have names, and so have the
 * sources of rows. A query without a name is not recorded and ends with the process.
 *
 * <p>Methods may be called from any thread but the engine's own.
 */
public final class DurableEngine {
  private static final Subscriber NOBODY = (rows, partition, sequence) -> {};

  private final Millrace engine;
  private final MillraceConfig config;
  private final Streams streams;
  private final DurableDirectory directory;
  private final Map<String, Declaration> declared = new LinkedHashMap<>();
  private final Map<String, QueryPlace> places = new LinkedHashMap<>();
  private volatile CheckpointStatus status = CheckpointStatus.NONE;
  private volatile Checkpoints checkpoints;
  private ClockTimer timer;

  DurableEngine(Millrace engine, MillraceConfig config, Streams streams) {
    this.engine = engine;
    this.config = config;
    this.streams = streams;
    if (config.durability().takesCheckpoints() && !config.sharedPublishing()) {
      throw new IllegalArgumentException(
          "checkpoints by time or size need shared publishing: name="
              + config.name()
              + "; leave withSharedPublishing(false) out, or call checkpoint()");
    }
    this.directory = DurableDirectory.open(config.durability());
  }

  /**
   * Starts a query that outlives the process: after a restart, the query that is declared under
   * this name before {@link #recover} goes on with its state. Before recovery this only declares
   * it; its counters and sequences are there from then on.
   *
   * @param name any text; what the query is known by
   * @throws io.millrace.query.SqlException if it is wrong or refused
   * @throws IllegalArgumentException if the name is taken, or was that of a query over another
   *     stream or with other keys
   */
  public Query subscribe(String name, String sql, Delivery delivery, Subscriber subscriber) {
    return subscribe(name, engine.compile(sql), delivery, subscriber);
  }

  /** Like {@link #subscribe(String, String, Delivery, Subscriber)}, of a compiled query. */
  public Query subscribe(
      String name, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    return declare(name, query, delivery, subscriber, true);
  }

  /**
   * Declares a query that goes on if it is recorded, and is not started else: {@link #find} tells.
   * Before recovery.
   */
  public Query subscribeIfRecorded(
      String name, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    return declare(name, query, delivery, subscriber, false);
  }

  private Query declare(
      String name, CompiledQuery query, Delivery delivery, Subscriber subscriber, boolean begins) {
    synchronized (engine) {
      engine.checkOpen();
      query.checkBound();
      Query handle = new Query(null, engine.control(query));
      Declaration declaration =
          new Declaration(name, query, delivery, subscriber, handle::runs, begins);
      declaration.check();
      if (!hasRecovered()) {
        if (declared.putIfAbsent(name, declaration) != null) {
          throw nameTaken(name);
        }
      } else if (!begins) {
        throw new IllegalStateException(
            "engine has recovered: query=" + name + "; declare what may be recorded before that");
      } else if (run(name) != null) {
        throw nameTaken(name);
      } else {
        start(declaration);
      }
      return handle;
    }
  }

  private static IllegalArgumentException nameTaken(String name) {
    return new IllegalArgumentException(
        "name of a query is taken: name=" + name + "; cancel that query, or use another name");
  }

  private void start(Declaration declaration) {
    QueryPlace place = QueryPlace.of(declaration.query());
    QueryPlace before = places.get(declaration.name());
    if (before != null) {
      before.check(declaration.name(), place);
    }
    declaration.begin();
    declaration
        .started()
        .accept(
            engine.start(
                declaration.name(),
                declaration.query(),
                declaration.delivery(),
                declaration.subscriber()));
    places.put(declaration.name(), place);
  }

  /**
   * Runs an INSERT INTO stream SELECT …: the rows of the query are published into that stream, each
   * exactly once, however often the process ends.
   *
   * @param name what the query is known by, and its rows as a source of the stream
   * @throws io.millrace.query.SqlException if it is wrong or refused
   * @throws IllegalArgumentException if it is no INSERT of a query, or the stream would feed itself
   */
  public Query feed(String name, String sql) {
    return feed(name, engine.compile(sql), NOBODY);
  }

  /**
   * Like {@link #feed(String, String)}, of a compiled query.
   *
   * @param aside is told of late rows, dead letters, failure and end, and if it is a {@link
   *     io.millrace.output.DurableSubscriber} of checkpoints, but gets no rows
   */
  public Query feed(String name, CompiledQuery query, Subscriber aside) {
    return declare(name, query, Delivery.ORDERED, newFeed(name, query, aside), true);
  }

  /** Like {@link #feed}, but see {@link #subscribeIfRecorded}. */
  public Query feedIfRecorded(String name, CompiledQuery query, Subscriber aside) {
    return declare(name, query, Delivery.ORDERED, newFeed(name, query, aside), false);
  }

  private StreamFeed newFeed(String name, CompiledQuery query, Subscriber aside) {
    if (query.sink() == null) {
      throw new IllegalArgumentException(
          "query feeds no stream: sql=" + query.sql() + "; write INSERT INTO stream SELECT …");
    }
    StreamHub to = streams.hub(query.sink());
    if (streams.comesFrom(streams.hub(query.stream()), to)) {
      throw new IllegalArgumentException(
          "query would feed itself: stream=" + query.sink() + "; insert into another stream");
    }
    streams.feeds(query.stream(), to);
    return new StreamFeed(to, "query " + name, aside);
  }

  /**
   * Brings the engine back to where it was: to be called once, when all streams and named queries
   * are declared, before anything is published. On an empty directory it starts them as new.
   *
   * <p>Subscribers get the output behind the last checkpoint once more; see {@link
   * io.millrace.output.DurableSubscriber} for how to put it out exactly once. Returns when
   * everything recorded was replayed and delivered.
   *
   * @throws IllegalStateException if what was recorded does not fit what is declared; nothing that
   *     is recorded is lost, and the engine can only be closed
   */
  public RecoveryReport recover() {
    synchronized (engine) {
      engine.checkOpen();
      if (hasRecovered()) {
        throw new IllegalStateException("engine has recovered already: name=" + config.name());
      }
      RecoveryReport report = config.durability().replay() == null ? goOn() : newReplay().run();
      engine.drain();
      return report;
    }
  }

  private RecoveryReport goOn() {
    Recovery recovery =
        new Recovery(
            directory,
            streams.downstream(),
            declared.values(),
            engine::compileWithParameters,
            engine::nextNumber);
    RecoveryReport report = recovery.run(config.partitions());
    checkpoints = new Checkpoints(directory, recovery);
    places.putAll(recovery.places());
    for (Declaration declaration : declared.values()) {
      if (declaration.begins() && !recovery.isRunning(declaration.name())) {
        start(declaration);
      }
    }
    startTimer();
    return report;
  }

  private Replay newReplay() {
    return new Replay(
        directory,
        streams.downstream(),
        declared.values(),
        engine::compileWithParameters,
        engine::nextNumber);
  }

  private void startTimer() {
    if (config.durability().takesCheckpoints()) {
      CheckpointTimer work =
          new CheckpointTimer(
              config.durability(), directory::journalBytes, this::checkpointByItself);
      timer = config.clock().start(config.name() + "-checkpoints", config.threadFactory(), work);
    }
  }

  /**
   * Saves the state of all named queries, as of one sequence in each ring. Publishers and other
   * partitions go on while a partition writes. When it returns, the checkpoint is on the disk, and
   * journals are removed that no kept checkpoint needs.
   *
   * @throws IllegalStateException if the engine has not recovered, or the checkpoint failed; those
   *     before are as they were
   */
  public CheckpointReport checkpoint() {
    engine.checkOpen();
    engine.checkCaller("checkpoint");
    return take();
  }

  private CheckpointReport take() {
    Checkpoints all = checkpoints;
    if (all == null) {
      throw new IllegalStateException(
          "engine has not recovered: name=" + config.name() + "; call recover() first");
    }
    try {
      CheckpointReport report = all.take(streams.downstream());
      status = status.with(report);
      return report;
    } catch (RuntimeException e) {
      status = status.with(e);
      throw e;
    }
  }

  /** What it says of itself is found in {@link #checkpointStatus}. */
  private void checkpointByItself() {
    try {
      take();
    } catch (RuntimeException e) {
      // Counted, with its message, where everybody can see it; the next one may succeed.
    }
  }

  /** Makes the next start short, if it can. */
  private void lastCheckpoint() {
    if (hasRecovered()) {
      checkpointByItself();
    }
  }

  /** What became of the checkpoints since the engine was started. */
  public CheckpointStatus checkpointStatus() {
    return status;
  }

  /**
   * A publisher of a stream, for one thread, for a source with a name: its rows are counted under
   * that name, and after a restart {@link StreamPublisher#position} tells where the source goes on.
   * One from {@link Millrace#publisher(String)} is called {@code publisher-1} and so on, the first
   * that is free.
   */
  public StreamPublisher publisher(String stream, String source) {
    engine.checkOpen();
    return streams.hub(stream).newPublisher(Objects.requireNonNull(source, "source"));
  }

  /**
   * How far a source of a stream is recorded: it goes on from there after a restart, so it may
   * forget what lies before. With a journal, waits until that has all that was sent before the call
   * (rows that still gather at their publisher are not): a few microseconds, or a force of the disk
   * under {@link io.millrace.durability.JournalMode#FORCED}. Without one, or while the stream has
   * no query, it is what the last checkpoint has. What that survives, the mode tells. Any thread,
   * but not from a subscriber.
   *
   * @throws IllegalStateException if the journal cannot be written
   */
  public SourcePosition position(String stream, String source) {
    return streams.hub(stream).positions().of(source);
  }

  /** Whether the input of a stream has ended, in this process or before. */
  public boolean hasEnded(String stream) {
    return streams.hub(stream).hasEnded();
  }

  /** The running query of a name, or null. */
  public Query find(String name) {
    QueryRun run = run(name);
    return run == null ? null : new Query(run, engine.control(run.query()));
  }

  private QueryRun run(String name) {
    for (StreamHub hub : streams.all()) {
      for (Pipeline pipeline : hub.pipelines()) {
        for (QueryRun run : pipeline.runs()) {
          if (name.equals(run.name())) {
            return run;
          }
        }
      }
    }
    return null;
  }

  boolean hasRecovered() {
    return checkpoints != null;
  }

  /** Refuses a query without a name before recovery: it has no place among what is recorded. */
  void checkRecovered(CompiledQuery query) {
    if (!hasRecovered()) {
      throw new IllegalStateException(
          "query without a name before recovery: sql="
              + query.sql()
              + "; give it a name, or subscribe behind recover()");
    }
  }

  /** What makes a stream durable; nothing new is recorded of one that is only looked at. */
  StreamDurability newStream(StreamDefinition stream) {
    boolean records = config.durability().replay() == null;
    StreamDurability durability =
        new StreamDurability(
            config.durability().journal(),
            ring -> records ? directory.recorder(stream, ring) : null);
    if (hasRecovered()) {
      durability.finishRecovery();
    }
    return durability;
  }

  /** Ends everything, with a last checkpoint if all output was delivered. */
  void close(Closing work, boolean emit) {
    if (timer != null) {
      timer.close();
    }
    try (directory) {
      work.close(config.name(), emit, this::lastCheckpoint);
    }
  }
}
