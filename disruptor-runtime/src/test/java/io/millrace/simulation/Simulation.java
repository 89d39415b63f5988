package io.millrace.simulation;

import io.millrace.durability.JournalMode;
import io.millrace.journal.SimulatedSegment;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import io.millrace.stepping.StepHooks;
import io.millrace.stepping.StepScheduler;
import io.millrace.stepping.SteppedProcess;
import io.millrace.storage.Loss;
import io.millrace.storage.SimulatedStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One seed: a durable engine that is started, killed and started again until its input is published
 * whole, then what its queries put out is checked.
 */
public final class Simulation {
  private static final String DDL =
      "CREATE STREAM orders (id BIGINT NOT NULL, source BIGINT NOT NULL, k BIGINT NOT NULL,"
          + " v BIGINT NOT NULL, event_time TIMESTAMP(3),"
          + " WATERMARK FOR event_time AS event_time - INTERVAL '1' SECOND)";
  private static final int DELIVERIES_A_KILL = 10;
  private static final String IDLE = " WITH ('idle.timeout' = '5 MILLISECONDS')";
  private static final Map<QueryKind, CompiledQuery> COMPILED = new EnumMap<>(QueryKind.class);
  private static final StreamDefinition BUSY_ORDERS = compile(DDL);
  private static final StreamDefinition IDLE_ORDERS = compile(DDL + IDLE);

  private final Path directory;
  private final StepScheduler scheduler;
  final SimulationPlan plan;
  final SimulatedClock clock;
  final List<SimulatedSource> sources = new ArrayList<>();
  final List<SimulatedQuery> queries = new ArrayList<>();
  final SimulationCounts counts = new SimulationCounts();
  private SteppedProcess process;
  private int life;
  private boolean mortal;
  private boolean damaged;
  private boolean lost;
  private boolean lostRecorded;

  private Simulation(long seed, boolean chronicle, Path directory) {
    SplittableRandom random = new SplittableRandom(seed);
    this.directory = directory;
    this.plan = new SimulationPlan(random.split(), chronicle);
    this.scheduler = new StepScheduler(random.nextLong(), plan.switchBits);
    this.clock = new SimulatedClock(scheduler);
    this.lost = !plan.gates();
    for (int i = 0; i < plan.sources; i++) {
      sources.add(new SimulatedSource(i, plan.rows(), random));
    }
    int first = plan.queries();
    for (int i = 0; i < first; i++) {
      newQuery();
    }
  }

  /** For who loads it by its name: takes a seed, then whether Chronicle is used and a directory. */
  public static Function<Object[], SimulationResult> entry() {
    return all -> run((Long) all[0], (Boolean) all[1], (Path) all[2]);
  }

  private static SimulationResult run(long seed, boolean chronicle, Path directory) {
    Simulation simulation = new Simulation(seed, chronicle, directory);
    try {
      simulation.scheduler.run(simulation::live);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "life " + simulation.life + ", " + simulation.plan + ": " + e.getMessage(), e);
    } finally {
      SimulatedSegment.closeAll();
    }
    simulation.counts.count("handovers", (int) simulation.scheduler.handovers());
    return new SimulationResult(
        simulation.scheduler.hash(), simulation.scheduler.steps(), simulation.counts.all());
  }

  private static StreamDefinition compile(String ddl) {
    QueryCompiler compiler = ServiceLoader.load(QueryCompiler.class).findFirst().orElseThrow();
    Catalog catalog = new Catalog();
    CompiledStatement.CreateStream made =
        (CompiledStatement.CreateStream) compiler.open(ddl, "stream").next(catalog);
    catalog.add(made.definition());
    for (QueryKind kind : QueryKind.values()) {
      COMPILED.put(kind, (CompiledQuery) compiler.open(kind.sql(), "query").next(catalog));
    }
    return made.definition();
  }

  /** The stream, with a timeout for idle publishers or without. */
  static StreamDefinition stream(boolean idleTimeout) {
    return idleTimeout ? IDLE_ORDERS : BUSY_ORDERS;
  }

  static CompiledQuery compiled(QueryKind kind) {
    return COMPILED.get(kind);
  }

  SimulatedQuery newQuery() {
    SimulatedQuery query =
        new SimulatedQuery(
            "query " + queries.size(),
            plan.kind(),
            new SimulatedOutput(scheduler, this::delivered),
            sources.size());
    queries.add(query);
    return query;
  }

  SteppedProcess process() {
    return process;
  }

  /** Where the present process keeps what outlives it. */
  Path directory() {
    return directory.resolve("life-" + life);
  }

  /** Whether what had an effect may be lost since the last recovery. */
  boolean mayHaveLost() {
    return lost;
  }

  /** Whether what the engine said is recorded may be lost since the last recovery. */
  boolean mayHaveLostRecorded() {
    return lostRecorded;
  }

  /** A recovery is over: what is there now is there. */
  void hasRecovered() {
    lost = !plan.gates();
    lostRecorded = false;
    queries.forEach(query -> query.output().forgetTakenBack());
  }

  /** Whether a journal was cut, by the end of any process. */
  boolean mayBeDamaged() {
    return damaged;
  }

  private void live() {
    SimulatedLife current;
    do {
      boolean last = life >= plan.crashes;
      begin(last);
      current = new SimulatedLife(this, last);
      process.start("main", current::run);
      process.await();
      scheduler.killAt(Long.MAX_VALUE, null);
      mortal = false;
      process.failures().forEach(Simulation::rethrow);
      if (!process.killed()) {
        end(Loss.NOTHING);
      }
      SimulatedSegment.closeAll();
      life++;
    } while (!current.finished());
    OutputCheck.check(this);
  }

  private static void rethrow(Throwable failure) {
    throw new IllegalStateException("a thread failed: " + failure, failure);
  }

  private void begin(boolean last) {
    process = scheduler.newProcess();
    queries.forEach(query -> query.output().live());
    SimulatedSegment.begin(
        plan.chronicle, last || !plan.oneIn(3) ? Long.MAX_VALUE : 1 + plan.upTo(30));
    SimulatedStorage.begin("checkpoints");
    if (!last) {
      mortal = true;
      scheduler.killAt(scheduler.steps() + plan.lifeSteps(), this::crash);
    }
  }

  /** A time that tells much: what was put out must be kept. */
  private void delivered() {
    if (mortal && !process.killed() && plan.oneIn(DELIVERIES_A_KILL)) {
      crash();
    }
  }

  /** The process ends here. */
  void crash() {
    Loss loss = plan.loss();
    end(loss);
    counts.count(loss == Loss.NOTHING ? "kills" : "machine failures");
    process.kill();
  }

  private void end(Loss what) {
    StepHooks.quiet();
    lost |= what != Loss.NOTHING && plan.mode != JournalMode.FORCED;
    lostRecorded |= what != Loss.NOTHING && !plan.survivesTheMachine();
    damaged |= what != Loss.NOTHING;
    queries.forEach(query -> query.output().die());
    SimulatedStorage.save(what);
    DirectoryCopy.copy(
        directory(), directory.resolve("life-" + (life + 1)), what != Loss.NOTHING ? plan : null);
    StepHooks.loud();
  }
}
