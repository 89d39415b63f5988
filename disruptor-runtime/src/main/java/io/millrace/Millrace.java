package io.millrace;

import io.millrace.flow.QueryFlow;
import io.millrace.latency.LatencyEvents;
import io.millrace.latency.StageLatency;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.ChangeSubscriber;
import io.millrace.output.RecordRows;
import io.millrace.output.RecordSubscriber;
import io.millrace.output.Row;
import io.millrace.output.Subscriber;
import io.millrace.prepared.PreparedQuery;
import io.millrace.publish.RecordPublisher;
import io.millrace.publish.StreamHub;
import io.millrace.publish.StreamPublisher;
import io.millrace.publish.StreamStatus;
import io.millrace.publish.StreamTimers;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.StreamDefinition;
import io.millrace.record.ColumnBinding;
import io.millrace.record.RecordCompiler;
import io.millrace.record.RecordReader;
import io.millrace.record.RecordSchema;
import io.millrace.record.RecordWriter;
import io.millrace.ring.Deadline;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.QueryRun;
import io.millrace.table.StateStore;
import io.millrace.table.Table;
import io.millrace.table.TableResult;
import io.millrace.warmup.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A streaming SQL engine inside this process: declare streams, subscribe to queries, publish rows.
 *
 * <p>Methods may be called from any thread if the configuration allows shared publishing, else from
 * one. Several engines can live in one process. {@link #close} ends input, delivers all output and
 * leaves no thread and no off-heap memory behind.
 */
public final class Millrace implements AutoCloseable {
  private final MillraceConfig config;
  private final MemoryBudget budget;
  private final Catalog catalog = new Catalog();
  private final Streams streams = new Streams(catalog);
  private final StreamTimers timers;
  private final LatencyEvents latencyEvents;
  private final Tables tables;
  private final DurableEngine durable;
  private final CompilerOnDemand compiler;
  private final AtomicInteger queries = new AtomicInteger();
  private final ConcurrentLinkedQueue<QueryRun> due = new ConcurrentLinkedQueue<>();
  private final Object closing = new Object();
  private volatile boolean closed;

  private Millrace(MillraceConfig config) {
    this.config = config;
    this.budget = config.newBudget();
    this.durable = config.durability() == null ? null : new DurableEngine(this, config, streams);
    this.compiler = new CompilerOnDemand(config.limits());
    this.tables = new Tables(this, config, compiler);
    this.timers = new StreamTimers(config, streams::all);
    this.latencyEvents =
        config.latencyRecording() ? new LatencyEvents(config.name(), this::latencies) : null;
  }

  /** An engine with these settings; its threads start with its queries. */
  public static Millrace start(MillraceConfig config) {
    return new Millrace(config);
  }

  /** An engine with default settings. */
  public static Millrace start() {
    return start(MillraceConfig.defaults());
  }

  /** The streams that are declared. */
  public Catalog catalog() {
    return catalog;
  }

  /** What bounds the off-heap state of all queries. */
  public MemoryBudget memoryBudget() {
    return budget;
  }

  /**
   * Carries out statements that are no queries: CREATE, DROP, INSERT … VALUES.
   *
   * @throws io.millrace.query.SqlException if a statement is wrong, or names a connector that
   *     {@link MillraceConfig#withConnectorAccess} does not allow; those before it are carried out
   */
  public synchronized void execute(String sql) {
    new EngineStatements(this, config).execute(compiler.get().open(sql, "statement"));
  }

  /**
   * Declares a stream.
   *
   * @throws io.millrace.query.StreamOptionException if its options are wrong
   * @throws io.millrace.query.SqlException if there are too many
   */
  public synchronized void define(StreamDefinition definition) {
    checkOpen();
    streams.checkRoomForStream(config.limits());
    StreamHub hub =
        new StreamHub(
            definition, config, budget, durable == null ? null : durable.newStream(definition));
    catalog.add(definition);
    streams.add(hub);
    timers.startFor(hub);
  }

  /** Forgets a stream that no query reads; false if there is none of that name. */
  public synchronized boolean drop(String stream) {
    removeDue();
    StreamHub hub = streams.find(stream);
    if (hub != null && !hub.pipelines().isEmpty()) {
      throw new IllegalStateException(
          "stream is read by a query: stream=" + stream + "; cancel the queries that read it");
    }
    streams.remove(stream);
    return catalog.remove(stream);
  }

  /**
   * Starts a query: it sees all rows published from now on, and none that the caller has published.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   */
  public synchronized Query subscribe(String sql, Delivery delivery, Subscriber subscriber) {
    return subscribe(compile(sql), delivery, subscriber);
  }

  /**
   * What outlives the process: queries with names, recovery, checkpoints.
   *
   * @throws IllegalStateException if the engine was not started with a {@link
   *     io.millrace.durability.Durability}
   */
  public DurableEngine durable() {
    if (durable == null) {
      throw new IllegalStateException(
          "engine is not durable: name="
              + config.name()
              + "; start it with MillraceConfig.withDurability(Durability.in(directory))");
    }
    return durable;
  }

  /**
   * Compiles a query once, to be started as often as wanted with values for its parameters, each of
   * which is a {@code ?} in its text.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   */
  public PreparedQuery prepare(String sql) {
    checkOpen();
    return new PreparedQuery(this, compileWithParameters(sql), Services.load(RecordCompiler.class));
  }

  /** A query that can run as it is. */
  CompiledQuery compile(String sql) {
    CompiledQuery query = compileWithParameters(sql);
    query.checkBound();
    return query;
  }

  synchronized CompiledQuery compileWithParameters(String sql) {
    return compiler.query(sql, catalog);
  }

  /**
   * Starts a query that is compiled already; see {@link #subscribe(String, Delivery, Subscriber)}.
   */
  public synchronized Query subscribe(
      CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    checkOpen();
    query.checkBound();
    if (durable != null) {
      durable.checkRecovered(query);
    }
    return new Query(start(null, query, delivery, subscriber), control(query));
  }

  QueryControl control(CompiledQuery query) {
    return new QueryControl(this, streams.hub(query.stream()), config, due);
  }

  QueryRun start(String name, CompiledQuery query, Delivery delivery, Subscriber subscriber) {
    removeDue();
    streams.checkRoomForQuery(config.limits());
    StreamHub hub = streams.hub(query.stream());
    hub.flushPublishers();
    return hub.add(new QueryLabel(nextNumber(), name), query, delivery, subscriber);
  }

  int nextNumber() {
    return queries.incrementAndGet();
  }

  /** Ends queries that their subscribers have cancelled where one thread does everything. */
  private void removeDue() {
    for (QueryRun run = due.poll(); run != null; run = due.poll()) {
      streams.hub(run.query().stream()).remove(run);
    }
  }

  /** Whether the calling thread is one of the engine's. */
  boolean isOwnThread() {
    return streams.isOwnThread();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Starts a query whose results are records: each component takes the column of its name, case and
   * underscores aside. Delivered in order on one thread.
   *
   * @throws io.millrace.query.SqlException if the query is wrong or refused
   * @throws IllegalArgumentException if the record does not fit the result, or the query takes rows
   *     back, which {@link #subscribeChanges} is for
   */
  public <R extends Record> Query subscribe(
      String sql, Class<R> type, RecordSubscriber<R> subscriber) {
    CompiledQuery query = compile(sql);
    RecordQueries.checkOnlyInserts(query, "subscribeChanges");
    return subscribe(query, type, RecordRows.withoutKinds(subscriber));
  }

  /** Like {@link #subscribe(String, Class, RecordSubscriber)}, with the kind of each row. */
  public <R extends Record> Query subscribeChanges(
      String sql, Class<R> type, ChangeSubscriber<R> subscriber) {
    return subscribe(compile(sql), type, subscriber);
  }

  private <R extends Record> Query subscribe(
      CompiledQuery query, Class<R> type, ChangeSubscriber<R> subscriber) {
    RecordReader<R> reader = RecordQueries.reader(query, type);
    return subscribe(query, Delivery.ORDERED, new RecordRows<>(reader, subscriber));
  }

  /**
   * A query as a {@link Flow.Publisher}: each subscription starts a query, which ends when it is
   * cancelled. Elements are rows that live on their own. The delivering thread waits for demand, so
   * a subscription without demand holds up its stream as a slow subscriber does.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   */
  public Flow.Publisher<Row> flow(String sql) {
    CompiledQuery query = compile(sql);
    return new QueryFlow<>(
        (rows, row) -> new Row().wrap(rows, row).copy(),
        subscriber -> subscribe(query, Delivery.ORDERED, subscriber));
  }

  /** Like {@link #flow(String)}, with records whose components are the columns, by name. */
  public <R extends Record> Flow.Publisher<R> flow(String sql, Class<R> type) {
    CompiledQuery query = compile(sql);
    RecordQueries.checkOnlyInserts(query, "flow(sql)");
    RecordReader<R> reader = RecordQueries.reader(query, type);
    return new QueryFlow<>(reader, subscriber -> subscribe(query, Delivery.ORDERED, subscriber));
  }

  /**
   * A publisher of records, for one thread, into a stream of this name, which is declared with a
   * column for each component if there is none.
   *
   * @throws IllegalArgumentException if a component has no SQL type, or the stream is there and the
   *     record does not fit it
   */
  public synchronized <R extends Record> RecordPublisher<R> stream(String name, Class<R> type) {
    if (catalog.find(name) == null) {
      define(new RecordSchema(type).stream(name));
    }
    return publisher(name, type);
  }

  /** A further publisher of records, for another thread; the stream must be there. */
  public <R extends Record> RecordPublisher<R> publisher(String stream, Class<R> type) {
    StreamDefinition definition = streams.hub(stream).definition();
    List<ColumnBinding> columns =
        new RecordSchema(type).toStream(definition.name(), definition.schema());
    RecordWriter<R> writer = Services.load(RecordCompiler.class).writer(type, columns);
    return new RecordPublisher<>(publisher(stream), writer);
  }

  /** Like {@link #table(String, String)}, by a name such as {@code table1}. */
  public synchronized Table table(String sql) {
    return table(tables.newName(), sql);
  }

  /**
   * Keeps the current result of a query, from now on, as a table that any thread can read. The
   * query must group its rows and select what it groups by; {@link Table#close} ends it.
   *
   * @param name by which SQL over the table knows it; not that of another table or stream
   * @throws io.millrace.query.SqlException if the query is wrong or refused
   * @throws IllegalArgumentException if its rows cannot be told apart, or the name is taken
   */
  public synchronized Table table(String name, String sql) {
    return table(name, compile(sql));
  }

  /** Like {@link #table(String, String)}, of a query that is compiled already. */
  public synchronized Table table(String name, CompiledQuery query) {
    checkOpen();
    return tables.open(name, query, StateStore.memory());
  }

  /** Like {@link #table(String, String)}, with its rows kept where {@code state} says. */
  public synchronized Table table(String name, String sql, StateStore state) {
    checkOpen();
    return tables.open(name, compile(sql), state);
  }

  /** The open table of a name, or null. */
  public Table findTable(String name) {
    return tables.find(name);
  }

  /**
   * Runs a SELECT over the table that it names: an open one, or {@code millrace.latency}, which
   * holds {@link #latencies} as of now. See {@link Table#query(String)}.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   * @throws IllegalStateException if what it reads is not recorded, or the table has failed
   */
  public TableResult query(String sql) {
    return tables.query(sql);
  }

  /** A new publisher of a stream, for one thread. */
  public StreamPublisher publisher(String stream) {
    return publisherOf(stream, null);
  }

  StreamPublisher publisherOf(String stream, String source) {
    checkOpen();
    return streams.hub(stream).newPublisher(source);
  }

  /** How far a stream's watermark has come, in nanoseconds since the epoch. */
  public long watermarkNs(String stream) {
    return streams.hub(stream).watermarkNs();
  }

  /** Like {@link #warmUp(Duration)}, for at most five seconds. */
  public boolean warmUp() {
    return warmUp(Duration.ofSeconds(5));
  }

  /**
   * Lets the JIT compiler do its work before the first real row: runs rows that are made up through
   * the same generated code, in a copy of this engine with its streams and its present queries.
   * Takes the time of the calling thread and, meanwhile, as many threads and as much state again.
   * No subscriber is called, no counter moves; what subscribers do stays cold.
   *
   * @return whether the compiler came to rest within the time
   */
  public boolean warmUp(Duration most) {
    return newWarmUp().run(most);
  }

  /**
   * Like {@link #warmUp(Duration)}, with rows of one's own, which matters where made-up ones would
   * pass no filter: {@code rows} is called with the copy again and again, and publishes into it.
   */
  public boolean warmUp(Duration most, Consumer<Millrace> rows) {
    return newWarmUp().run(most, rows);
  }

  private synchronized WarmUp newWarmUp() {
    checkOpen();
    return new WarmUp(config, catalog.streams(), streams.standing());
  }

  /**
   * How long rows take from publisher to subscriber, by pipeline and query; empty unless {@link
   * MillraceConfig#withLatencyRecording}. Free to call from any thread at any time; disturbs
   * nobody.
   */
  public List<StageLatency> latencies() {
    return streams.latencies();
  }

  /** What became of the rows of a stream so far: accepted, dropped, conflated, refused. */
  public StreamStatus streamStatus(String stream) {
    return streams.hub(stream).status();
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("engine is closed: name=" + config.name());
    }
  }

  /** Waits until everything published so far is processed and delivered. */
  public void drain() {
    drain(Deadline.never());
  }

  /**
   * Like {@link #drain()}, for a time.
   *
   * @throws UnfinishedException if that was not enough; names the threads that are behind
   */
  public void drain(Duration most) {
    drain(Deadline.in(most));
  }

  private void drain(Deadline deadline) {
    checkCaller("drain");
    removeDue();
    new Closing(streams.downstream(), deadline).drain();
  }

  void checkCaller(String method) {
    if (isOwnThread()) {
      throw new IllegalStateException(
          method
              + " called by a subscriber: it would wait for itself; "
              + method
              + " from another thread");
    }
  }

  /**
   * Ends the input of a stream: publishes what waits, emits open windows if the configuration says
   * so, and waits until all output is delivered.
   */
  public void endInput(String stream) {
    checkCaller("endInput");
    new Closing(List.of(streams.hub(stream)), Deadline.never()).endInput(config.emitAtEnd());
  }

  /**
   * Ends all input, delivers all output, stops all threads and frees all state; a durable engine is
   * put aside instead, with a last checkpoint, and its input has no end. Waits as long as {@link
   * MillraceConfig#withCloseTimeout} says, which is for ever unless set. Threads that publish
   * meanwhile finish the call that they are at, and the next one fails.
   *
   * @throws UnfinishedException if work was not finished in time; see {@link #close(Duration)}
   */
  @Override
  public void close() {
    close(durable == null && config.emitAtEnd());
  }

  /** Closes, with a say of its own on whether open windows are emitted. */
  public void close(boolean emitAtEnd) {
    Duration most = config.closeTimeout();
    close(emitAtEnd, most == null ? Deadline.never() : Deadline.in(most));
  }

  /**
   * Closes in a limited time. What is not finished then is given up: its threads are stopped, their
   * memory is freed, and those that a subscriber holds are interrupted; they end, and free the
   * state of their partition, when it returns.
   *
   * @throws UnfinishedException if the time was too short; names threads, queries and stacks
   */
  public void close(Duration most) {
    close(durable == null && config.emitAtEnd(), Deadline.in(most));
  }

  private void close(boolean emitAtEnd, Deadline deadline) {
    checkCaller("close");
    synchronized (closing) {
      if (closed) {
        return;
      }
      closed = true;
      timers.close();
      Closing work = new Closing(streams.downstream(), deadline);
      try {
        if (durable == null) {
          work.close(config.name(), emitAtEnd, () -> {});
        } else {
          durable.close(work, emitAtEnd);
        }
      } finally {
        tables.closeFiles();
        if (latencyEvents != null) {
          latencyEvents.close();
        }
      }
    }
  }
}
