package io.millrace.warmup;

import io.millrace.Delivery;
import io.millrace.FailurePolicy;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledQuery;
import io.millrace.query.StreamDefinition;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the queries of an engine in a copy of it until the JIT compiler has nothing more to do. The
 * copy has the same settings and the same generated classes, threads and state of its own, and
 * subscribers that do nothing.
 */
public final class WarmUp {
  private static final int SINGLE_ROWS = 2_000;
  private static final int GATHERED_ROWS = 50_000;
  private static final int QUIET_ROUNDS = 3;
  private static final Subscriber NOBODY = (rows, partition, sequence) -> {};

  private final MillraceConfig config;
  private final List<StreamDefinition> streams;
  private final List<Standing> queries;

  /**
   * A query that stands, and how it is delivered.
   *
   * @param query what runs
   * @param delivery on which thread
   */
  public record Standing(CompiledQuery query, Delivery delivery) {}

  /** Of an engine with these settings, streams and queries. */
  public WarmUp(MillraceConfig config, List<StreamDefinition> streams, List<Standing> queries) {
    this.config =
        config.withName(config.name() + "-warm-up").withFailure(FailurePolicy.DEAD_LETTER);
    this.streams = streams;
    this.queries = queries;
  }

  /**
   * Runs rows that are made up.
   *
   * @return whether the compiler came to rest within the time
   */
  public boolean run(Duration most) {
    List<MadeUpRows> rows = streams.stream().map(MadeUpRows::new).toList();
    return run(
        most,
        copy -> {
          for (int i = 0; i < rows.size(); i++) {
            publish(copy, streams.get(i), rows.get(i));
          }
        });
  }

  /** First row by row, as when little comes, then as fast as can be. */
  private static void publish(Millrace copy, StreamDefinition stream, MadeUpRows rows) {
    try (StreamPublisher publisher = copy.publisher(stream.name())) {
      for (int i = 0; i < SINGLE_ROWS; i++) {
        rows.publish(publisher);
        copy.drain();
      }
      for (int i = 0; i < GATHERED_ROWS; i++) {
        rows.publish(publisher);
      }
    }
    copy.drain();
  }

  /**
   * Calls {@code rows} with the copy again and again.
   *
   * @return whether the compiler came to rest within the time
   */
  public boolean run(Duration most, Consumer<Millrace> rows) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long start = System.nanoTime();
    int quietRounds = 0;
    try (Millrace copy = Millrace.start(config)) {
      streams.forEach(copy::define);
      queries.forEach(standing -> copy.subscribe(standing.query(), standing.delivery(), NOBODY));
      while (quietRounds < QUIET_ROUNDS && System.nanoTime() - start < most.toNanos()) {
        long before = compiler.getTotalCompilationTime();
        rows.accept(copy);
        quietRounds = compiler.getTotalCompilationTime() == before ? quietRounds + 1 : 0;
      }
    }
    return quietRounds == QUIET_ROUNDS;
  }
}
