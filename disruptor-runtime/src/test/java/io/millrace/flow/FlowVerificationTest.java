package io.millrace.flow;

import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;

/**
 * The tests of Reactive Streams for a publisher, over queries: each subscription has an engine of
 * its own, into which a thread publishes the asked number of rows before it ends the input.
 */
public final class FlowVerificationTest extends FlowPublisherVerification<Row> {
  private static final long WAIT_MS = 2_000;
  private static final long QUIET_MS = 50;

  private final List<Millrace> engines = new CopyOnWriteArrayList<>();

  /** For TestNG. */
  public FlowVerificationTest() {
    super(new TestEnvironment(WAIT_MS, QUIET_MS));
  }

  @Override
  public Flow.Publisher<Row> createFlowPublisher(long elements) {
    return subscriber -> start("SELECT id FROM ticks", elements, subscriber);
  }

  @Override
  public Flow.Publisher<Row> createFailedFlowPublisher() {
    return subscriber -> start("SELECT 1 / (id - id) FROM ticks", 1, subscriber);
  }

  private void start(String sql, long rows, Flow.Subscriber<? super Row> subscriber) {
    Millrace engine = Millrace.start(MillraceConfig.defaults().withBatchRows(4));
    engines.add(engine);
    engine.execute("CREATE STREAM ticks (id BIGINT)");
    engine.flow(sql).subscribe(subscriber);
    Thread feeder = new Thread(() -> feed(engine, rows), "feeder");
    feeder.setDaemon(true);
    feeder.start();
  }

  private static void feed(Millrace engine, long rows) {
    try (StreamPublisher ticks = engine.publisher("ticks")) {
      for (long id = 0; id < rows; id++) {
        ticks.row().setLong(0, id).end();
      }
      ticks.flush();
      engine.endInput("ticks");
    } catch (IllegalStateException e) {
      // The engine was closed, as the test was over.
    }
  }

  /** Subscriptions that a test leaves without demand would hold up an end without a deadline. */
  @AfterMethod
  public void closeEngines() {
    for (Millrace engine : engines) {
      try {
        engine.close(Duration.ofMillis(QUIET_MS));
      } catch (RuntimeException e) {
        // It was given up, with what the test had left.
      }
    }
    engines.clear();
  }
}
