package io.millrace.simulation;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.durability.Durability;
import io.millrace.durability.JournalMode;
import io.millrace.journal.SimulatedSegment;
import io.millrace.publish.StreamPublisher;
import io.millrace.stepping.StepHooks;
import io.millrace.stepping.StepScheduler;
import io.millrace.stepping.SteppedProcess;
import io.millrace.storage.SimulatedStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** A publisher that opens with old rows while another one sends and moves the watermark. */
public final class OpeningRun {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int SWITCH_BITS = 1;
  private static final int ROWS = 8;
  private static final int MOST_PAUSES = 30;

  private final StepScheduler scheduler;
  private final Path directory;
  private final int pauses;
  private final List<List<Long>> windows = new ArrayList<>();

  private OpeningRun(long seed, Path directory) {
    this.scheduler = new StepScheduler(seed, SWITCH_BITS);
    this.directory = directory;
    this.pauses = (int) (seed % MOST_PAUSES);
  }

  /** Takes a seed and a directory; gives back whether any window came twice. */
  public static Function<Object[], Boolean> entry() {
    return all -> new OpeningRun((Long) all[0], (Path) all[1]).hasWindowTwice();
  }

  private boolean hasWindowTwice() {
    SimulatedSegment.begin(false, Long.MAX_VALUE);
    SimulatedStorage.begin("checkpoints");
    scheduler.run(this::run);
    return new HashSet<>(windows).size() < windows.size();
  }

  private void run() {
    SteppedProcess process = scheduler.newProcess();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withBatchRows(1)
            .withDurability(Durability.in(directory).withJournal(JournalMode.NONE))
            .withClock(new SimulatedClock(scheduler))
            .withThreadFactory(process.factory());
    try (Millrace engine = Millrace.start(config)) {
      engine.define(Simulation.stream(false));
      engine
          .durable()
          .subscribe(
              "windows",
              Simulation.compiled(QueryKind.WINDOWS),
              Delivery.ORDERED,
              (rows, partition, sequence) -> {
                for (int row = 0; row < rows.rowCount(); row++) {
                  windows.add(List.of(rows.column(0).longs()[row], rows.column(1).longs()[row]));
                }
              });
      engine.durable().recover();
      Thread old = process.start("old", () -> publishLater(engine));
      Thread fresh = process.start("new", () -> publish(engine, "new", SECOND_NS));
      StepHooks.join(old);
      StepHooks.join(fresh);
      engine.endInput("orders");
    }
    process.failures().forEach(OpeningRun::rethrow);
  }

  private static void rethrow(Throwable failure) {
    throw new IllegalStateException("a thread failed: " + failure, failure);
  }

  private void publishLater(Millrace engine) {
    for (int i = 0; i < pauses; i++) {
      StepHooks.pause();
    }
    publish(engine, "old", 0);
  }

  /** Rows with event times so far apart. */
  private static void publish(Millrace engine, String source, long stepNs) {
    try (StreamPublisher publisher = engine.durable().publisher("orders", source)) {
      for (int i = 0; i < ROWS; i++) {
        publisher.row().setLong(0, i).setLong(1, 0).setLong(2, 0).setLong(3, i);
        publisher.row().setLong(4, i * stepNs).end();
        publisher.flush();
      }
    }
  }
}
