package io.millrace.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.Subscriber;
import io.millrace.publish.StreamPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatencyRecordingTest {
  private static final int ROWS = 500;
  private static final String SQL = "SELECT k, SUM(v) AS total FROM t GROUP BY k";

  private static Millrace start(boolean recording) {
    Millrace engine =
        Millrace.start(
            MillraceConfig.defaults()
                .withName("latencies")
                .withPartitions(2)
                .withLatencyRecording(recording));
    engine.execute("CREATE STREAM t (k BIGINT NOT NULL, v BIGINT NOT NULL)");
    return engine;
  }

  private static void publishOneByOne(Millrace engine) {
    StreamPublisher publisher = engine.publisher("t");
    for (int i = 0; i < ROWS; i++) {
      publisher.row().setLong(0, i % 7).setLong(1, i).end();
      publisher.flush();
      engine.drain();
    }
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void shouldTimeEachBatchOnceInEachStageWhenRowsGoOneByOne(Delivery delivery) {
    try (Millrace engine = start(true)) {
      Subscriber slow = (rows, partition, sequence) -> pause();
      engine.subscribe(SQL, delivery, slow);
      publishOneByOne(engine);

      List<StageLatency> latencies = engine.latencies();

      assertThat(latencies)
          .extracting(StageLatency::stage)
          .containsExactly(
              LatencyStage.PUBLISH_TO_HANDLER,
              LatencyStage.HANDLER_TO_CALLBACK,
              LatencyStage.END_TO_END);
      assertThat(latencies).extracting(StageLatency::query).containsExactly(0, 1, 1);
      assertThat(latencies).allMatch(stage -> stage.count() == ROWS);
      assertThat(latencies).allMatch(stage -> stage.p50Ns() > 0);
      assertThat(latencies).allMatch(stage -> stage.p50Ns() <= stage.p99Ns());
      StageLatency whole = latencies.get(2);
      assertThat(whole.maxNs() * 65 / 64)
          .isGreaterThanOrEqualTo(latencies.get(0).p50Ns())
          .isGreaterThanOrEqualTo(latencies.get(1).p50Ns());
    }
  }

  private static void pause() {
    for (int i = 0; i < 100; i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldRecordNothingUnlessAskedTo() {
    try (Millrace engine = start(false)) {
      engine.subscribe(SQL, Delivery.ORDERED, (rows, partition, sequence) -> {});
      publishOneByOne(engine);
      assertThat(engine.latencies()).isEmpty();
    }
  }

  @Test
  void shouldForgetAQueryWhenItIsCancelled() {
    try (Millrace engine = start(true)) {
      engine.subscribe(SQL, Delivery.ORDERED, (rows, partition, sequence) -> {});
      engine.subscribe(SQL, Delivery.PARTITION, (rows, partition, sequence) -> {}).cancel();
      publishOneByOne(engine);
      assertThat(engine.latencies()).extracting(StageLatency::query).containsExactly(0, 1, 1);
    }
  }

  @Test
  void shouldCommitEventsWhenTheFlightRecorderRuns(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("latencies.jfr");
    try (Millrace engine = start(true);
        Recording recording = new Recording()) {
      engine.subscribe(SQL, Delivery.ORDERED, (rows, partition, sequence) -> {});
      publishOneByOne(engine);
      recording.enable("io.millrace.Latency").with("period", "endChunk");
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events)
        .filteredOn(event -> "latencies".equals(event.getString("engine")))
        .filteredOn(event -> "END_TO_END".equals(event.getString("stage")))
        .hasSize(1)
        .allMatch(event -> event.getLong("count") == ROWS)
        .allMatch(event -> event.getInt("query") == 1);
  }
}
