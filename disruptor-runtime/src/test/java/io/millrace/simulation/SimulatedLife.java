package io.millrace.simulation;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.durability.Durability;
import io.millrace.durability.RecoveryReport;
import io.millrace.publish.StreamPublisher;
import io.millrace.stepping.StepHooks;
import io.millrace.storage.Fault;
import io.millrace.storage.SimulatedStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one process of a simulation does. Runs on its threads. */
final class SimulatedLife {
  private static final String STREAM = "orders";
  private static final int MOST_QUERIES = 5;
  private static final long MS = 1_000_000;

  private final Simulation simulation;
  private final SimulationPlan plan;
  private final boolean last;
  private final List<Thread> publishers = new ArrayList<>();
  private Millrace engine;
  private boolean stopping;
  private boolean faulty;
  private boolean finished;

  SimulatedLife(Simulation simulation, boolean last) {
    this.simulation = simulation;
    this.plan = simulation.plan;
    this.last = last;
  }

  /** Whether it has published everything and ended well. */
  boolean finished() {
    return finished;
  }

  void run() {
    try {
      begin();
      if (!engine.durable().hasEnded(STREAM)) {
        startPublishers();
        act();
      }
      if (!stopping) {
        end();
      }
      engine.close();
      simulation.queries.forEach(RecoveryCheck::checkFailure);
      finished = !stopping;
    } catch (IllegalStateException e) {
      giveUp(e);
    }
  }

  /** Where it was to fail, the process ends as if it was killed. */
  private void giveUp(IllegalStateException failure) {
    boolean expected =
        String.valueOf(failure.getMessage()).contains("journal cannot be")
            || String.valueOf(failure.getMessage()).contains("No space left");
    if (last || !expected) {
      throw failure;
    }
    simulation.counts.count("journal faults");
    if (!simulation.process().killed()) {
      simulation.crash();
    }
    StepHooks.step();
  }

  private void begin() {
    Durability durability =
        Durability.in(simulation.directory()).withJournal(plan.mode).withCheckpointsKept(2);
    if (plan.checkpointsByTime) {
      durability = durability.withCheckpointInterval(Duration.ofMillis(50));
    }
    MillraceConfig config =
        plan.config()
            .withDurability(durability)
            .withClock(simulation.clock)
            .withThreadFactory(simulation.process().factory());
    engine = Millrace.start(config);
    if (!last && plan.oneIn(3)) {
      faulty = true;
      Fault[] faults = {Fault.FAILED, Fault.HALF_DONE, Fault.FULL_DISK};
      SimulatedStorage.last().failAt(plan.upTo(80), faults[plan.upTo(faults.length - 1)]);
    }
    engine.define(Simulation.stream(plan.idleTimeout));
    for (SimulatedQuery query : simulation.queries) {
      declare(query);
    }
    recovered(engine.durable().recover());
  }

  private void declare(SimulatedQuery query) {
    if (query.ending) {
      engine
          .durable()
          .subscribeIfRecorded(
              query.name(), Simulation.compiled(query.kind()), Delivery.ORDERED, query.output());
    } else {
      subscribe(query);
    }
  }

  private void subscribe(SimulatedQuery query) {
    engine
        .durable()
        .subscribe(
            query.name(), Simulation.compiled(query.kind()), Delivery.ORDERED, query.output());
  }

  private void recovered(RecoveryReport report) {
    simulation.counts.count("recoveries");
    simulation.counts.count("replayed rows", (int) report.rows());
    boolean lost = simulation.mayHaveLost();
    for (String note : report.notes()) {
      boolean fits =
          simulation.mayBeDamaged()
              ? !note.startsWith("ring has not seen all")
              : note.startsWith("checkpoint is passed over");
      if (!fits) {
        throw new AssertionError("recovery is not clean: note=" + note);
      }
    }
    for (SimulatedSource source : simulation.sources) {
      source.goOnFrom(recorded(source), simulation.mayHaveLostRecorded());
    }
    for (SimulatedQuery query : simulation.queries) {
      RecoveryCheck.check(query, report, lost);
      goOn(query, report, lost);
    }
    simulation.hasRecovered();
  }

  private int recorded(SimulatedSource source) {
    return (int) engine.durable().position(STREAM, source.name()).rows();
  }

  private void goOn(SimulatedQuery query, RecoveryReport report, boolean lost) {
    boolean recorded = report.queries().contains(query.name());
    if (lost) {
      query.mayHaveBegunAnew(simulation.sources);
    }
    if (query.ending) {
      Query running = engine.durable().find(query.name());
      if (running != null && query.ended && !lost) {
        throw new AssertionError("end of a query is not recorded: query=" + query);
      }
      if (running != null) {
        remove(query, running);
      } else if (lost) {
        query.ended = true;
      } else if (!query.ended) {
        query.hasEnded(simulation.sources);
      }
      if (lost) {
        query.mayLackItsEnd();
      }
    } else {
      if (!recorded) {
        query.starts(simulation.sources);
      }
      if (!recorded || !query.started) {
        query.hasStarted(simulation.sources);
      }
    }
  }

  private void startPublishers() {
    for (SimulatedSource source : simulation.sources) {
      publishers.add(simulation.process().start(source.name(), () -> publish(source)));
    }
  }

  private void publish(SimulatedSource source) {
    try (StreamPublisher publisher = engine.durable().publisher(STREAM, source.name())) {
      while (source.accepted < source.rows().size() && !stopping) {
        SimulatedRow row = source.rows().get(source.accepted);
        publisher
            .row()
            .setLong(0, row.id())
            .setLong(1, row.source())
            .setLong(2, row.k())
            .setLong(3, row.v())
            .setLong(4, row.eventNs())
            .end();
        source.accepted++;
        if (plan.oneIn(6)) {
          flush(publisher, source);
        }
        if (plan.oneIn(4)) {
          rest();
        }
      }
      flush(publisher, source);
    } catch (IllegalStateException e) {
      giveUp(e);
    }
  }

  private static void flush(StreamPublisher publisher, SimulatedSource source) {
    int accepted = source.accepted;
    publisher.flush();
    source.sent = accepted;
  }

  private void rest() {
    int times = plan.upTo(30);
    for (int i = 0; i < times; i++) {
      StepHooks.pause();
    }
  }

  private void act() {
    boolean stops = !last && plan.oneIn(3);
    int actions = plan.upTo(12);
    for (int i = 0; i < actions; i++) {
      rest();
      act(plan.upTo(10));
      if (!last && plan.oneIn(12)) {
        simulation.crash();
        StepHooks.step();
      }
    }
    stopping = stops;
    publishers.forEach(StepHooks::join);
  }

  private void act(int what) {
    switch (what) {
      case 0, 1, 2 -> checkpoint();
      case 3 -> add();
      case 4, 5 -> removeAny();
      case 6 -> inspectAny();
      case 7 -> simulation.clock.jump((plan.upTo(20) - 10) * MS);
      case 8 -> engine.drain();
      case 9 -> simulation.sources.forEach(source -> source.recorded = recorded(source));
      default -> rest();
    }
  }

  private void checkpoint() {
    try {
      engine.durable().checkpoint();
      simulation.counts.count("checkpoints");
    } catch (RuntimeException e) {
      simulation.counts.count("failed checkpoints");
      if (!faulty && !String.valueOf(e.getMessage()).contains("ring has stopped")) {
        throw e;
      }
    }
  }

  private void checkpointAtTimes() {
    if (plan.oneIn(2)) {
      checkpoint();
    }
  }

  private void add() {
    if (simulation.queries.size() < MOST_QUERIES) {
      Thread beside = simulation.process().start("checkpoint", this::checkpointAtTimes);
      SimulatedQuery query = simulation.newQuery();
      query.starts(simulation.sources);
      subscribe(query);
      query.hasStarted(simulation.sources);
      StepHooks.join(beside);
      simulation.counts.count("added queries");
    }
  }

  private void removeAny() {
    SimulatedQuery query = any();
    if (query != null) {
      remove(query, engine.durable().find(query.name()));
      simulation.counts.count("removed queries");
    }
  }

  private void remove(SimulatedQuery query, Query running) {
    query.ends(simulation.sources);
    running.cancel();
    query.hasEnded(simulation.sources);
  }

  private SimulatedQuery any() {
    List<SimulatedQuery> running =
        simulation.queries.stream().filter(query -> !query.ending).toList();
    return running.isEmpty() ? null : running.get(plan.upTo(running.size() - 1));
  }

  private void inspectAny() {
    SimulatedQuery query = any();
    if (query != null && query.kind() != QueryKind.ROWS) {
      StateCheck.inspect(engine, query, simulation.sources, false);
      simulation.counts.count("inspections");
    }
  }

  private void end() {
    engine.drain();
    if (!engine.durable().hasEnded(STREAM)) {
      for (SimulatedQuery query : simulation.queries) {
        if (!query.ending && query.kind() != QueryKind.ROWS) {
          StateCheck.inspect(engine, query, simulation.sources, true);
        }
      }
      engine.endInput(STREAM);
    }
    engine.drain();
  }
}
