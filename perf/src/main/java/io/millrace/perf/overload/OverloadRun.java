package io.millrace.perf.overload;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.durability.CheckpointStatus;
import io.millrace.durability.Durability;
import io.millrace.perf.overload.OpenLoopPublisher.Offered;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One engine that is offered twice the rows that it takes, while queries come and go. First the
 * rate is measured that it takes with the queries that stand, then the rows come whether it keeps
 * up or not. At the end the answers are compared with plain Java, row by row counted.
 */
final class OverloadRun {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);
  private static final Duration MOST_TO_CLOSE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 2;
  private static final double OVERLOAD = 2;
  private static final double NS_PER_SECOND = 1e9;

  private final OverloadPlan plan;
  private final Path directory;
  private final Consumer<String> progress;
  private final List<String> differences = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<OfferedStream, PublisherThread> publishers = new EnumMap<>(OfferedStream.class);
  private final Map<OfferedStream, Long> sustained = new EnumMap<>(OfferedStream.class);
  private final StandingQueries standing = new StandingQueries();

  /**
   * A run.
   *
   * @param directory where the engine is durable, empty; null for none
   * @param progress takes a line for each sample
   */
  OverloadRun(OverloadPlan plan, Path directory, Consumer<String> progress) {
    this.plan = plan;
    this.directory = directory;
    this.progress = progress;
  }

  private MillraceConfig config() {
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("overload")
            .withPartitions(PARTITIONS)
            .withCloseTimeout(MOST_TO_CLOSE);
    return directory == null
        ? config
        : config.withDurability(
            Durability.in(directory).withCheckpointInterval(CHECKPOINT_INTERVAL));
  }

  /** Runs, and compares. */
  OverloadResult run() throws IOException, InterruptedException {
    CheckpointStatus checkpoints = CheckpointStatus.NONE;
    String queries;
    try (Millrace engine = Millrace.start(config())) {
      standing.start(engine, directory != null);
      for (OfferedStream stream : OfferedStream.values()) {
        publishers.put(stream, PublisherThread.start(engine, stream, directory != null));
      }
      measureRate();
      QueryChurn churn = new QueryChurn(engine, directory != null);
      watch(churn, new ProcessGauges(engine, directory));
      finish(engine, churn);
      queries =
          String.format(
              "%,d added, %,d removed, %,d of them failed by their subscriber; %,d rows of state looked at",
              churn.added(), churn.removed(), churn.failed(), churn.inspected());
      if (directory != null) {
        checkpoints = engine.durable().checkpointStatus();
      }
    }
    if (checkpoints.failed() > 0) {
      differences.add(
          "checkpoints that failed: " + checkpoints.failed() + ": " + checkpoints.lastFailure());
    }
    if (directory != null) {
      compareRecovered();
    }
    return new OverloadResult(
        samples,
        growths(),
        sustained,
        offered(),
        standing.answers(),
        differences,
        queries,
        checkpoints);
  }

  private void measureRate() throws InterruptedException {
    long half = plan.calibration().toMillis() / 2;
    Thread.sleep(half);
    Map<OfferedStream, Offered> before = offered();
    long begin = System.nanoTime();
    Thread.sleep(half);
    double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
    Map<OfferedStream, Offered> after = offered();
    publishers.forEach(
        (stream, publisher) -> {
          long rows = after.get(stream).accepted() - before.get(stream).accepted();
          sustained.put(stream, Math.max(1, (long) (rows / seconds)));
          publisher.work().overload(OVERLOAD * sustained.get(stream));
        });
    progress.accept("rows a second that the engine takes: " + sustained + "; twice as many follow");
  }

  private Map<OfferedStream, Offered> offered() {
    Map<OfferedStream, Offered> offered = new EnumMap<>(OfferedStream.class);
    publishers.forEach((stream, publisher) -> offered.put(stream, publisher.work().offered()));
    return offered;
  }

  /**
   * Changes queries in each round; takes a sample before some of the rounds, when all is at rest.
   */
  private void watch(QueryChurn churn, ProcessGauges gauges)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long collected = begin - plan.collectEach().toNanos();
    for (int round = 1; System.nanoTime() - begin < plan.time().toNanos(); round++) {
      long due = begin + round * plan.round().toNanos();
      try {
        churn.next();
      } catch (RuntimeException e) {
        differences.add("queries could not be changed: round=" + round + ": " + e);
        return;
      }
      Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
      if (round % plan.roundsPerSample() == 0) {
        boolean collects = System.nanoTime() - collected >= plan.collectEach().toNanos();
        collected = collects ? System.nanoTime() : collected;
        double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
        Sample sample = new Sample(seconds, gauges.read(collects));
        samples.add(sample);
        progress.accept(OverloadText.progress(sample, offered(), churn));
      }
      if (hasFailed()) {
        return;
      }
    }
  }

  private boolean hasFailed() {
    return publishers.values().stream().anyMatch(PublisherThread::hasFailed)
        || standing.hasFailed();
  }

  private void finish(Millrace engine, QueryChurn churn) throws InterruptedException {
    churn.end();
    for (PublisherThread publisher : publishers.values()) {
      publisher.stop();
    }
    for (OfferedStream stream : OfferedStream.values()) {
      PublisherThread publisher = publishers.get(stream);
      publisher.compare(engine.streamStatus(stream.sqlName()), differences);
      engine.endInput(stream.sqlName());
    }
    engine.drain(MOST_TO_CLOSE);
    standing.compare(publishers, differences);
  }

  private List<Growth> growths() {
    List<Growth> growths = new ArrayList<>();
    for (Gauge gauge : Gauge.values()) {
      Growth growth = samples.isEmpty() ? null : Growth.of(gauge, samples);
      if (growth != null) {
        growths.add(growth);
      }
    }
    return growths;
  }

  /** What is recorded of the rows, as another process would find it. */
  private void compareRecovered() {
    try (Millrace engine = Millrace.start(config())) {
      new StandingQueries().start(engine, true);
      publishers.forEach(
          (stream, publisher) -> {
            long rows = engine.durable().position(stream.sqlName(), PublisherThread.SOURCE).rows();
            long accepted = publisher.work().offered().accepted();
            if (rows != accepted) {
              differences.add(
                  stream + ": accepted=" + accepted + ", recorded behind a restart=" + rows);
            }
          });
    }
  }
}
