package io.millrace.recovery;

import io.millrace.checkpoint.CheckpointWriter;
import io.millrace.checkpoint.CommittedCheckpoint;
import io.millrace.checkpoint.StateFileWriter;
import io.millrace.durability.CheckpointReport;
import io.millrace.engine.SnapshotWriter;
import io.millrace.output.DurableSubscriber;
import io.millrace.publish.StreamBarrier;
import io.millrace.publish.StreamHub;
import io.millrace.ring.BarrierTask;
import io.millrace.ring.Deadline;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import io.millrace.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One checkpoint on its way: a barrier goes through all rings of one stream after the other; each
 * partition writes its state when it comes past, each subscriber what it needs once everything
 * before was delivered; then the manifest makes it valid. A stream comes behind those that feed it,
 * so what they had fed at their barriers lies before its own. The threads of partitions and
 * delivery report here, one thread waits.
 */
final class CheckpointRun implements BarrierTask {
  private final CheckpointWriter files;
  private final List<StreamHub> hubs;
  private final List<StreamPart> streams = new ArrayList<>();
  private final Map<Pipeline, RingPart> rings = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong longestPauseNs = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** What is known of a ring before its barrier. */
  private record RingPart(int stream, List<QueryRun> queries, List<Boolean> paused) {}

  /** What is known of a stream at its barrier. */
  private record StreamPart(StreamHub hub, StreamBarrier barrier, Map<Pipeline, Long> sequences) {}

  /** Into files that were begun. */
  CheckpointRun(CheckpointWriter files, List<StreamHub> hubs) {
    this.files = files;
    this.hubs = hubs;
  }

  /** Takes it; gives back where the barrier was in each ring. */
  CheckpointReport run(BarrierPositions positions) {
    long startNs = System.nanoTime();
    try {
      for (int i = 0; i < hubs.size(); i++) {
        publish(i, positions);
        Deadline.never().await(() -> open.get() == 0 || hasAborted());
        check();
      }
      EngineState state = state();
      // Queries that a journal's failure has just stopped must not stay stopped behind a restart.
      check();
      CommittedCheckpoint committed = files.commit(state::write);
      streams.forEach(stream -> stream.hub.positions().keep(stream.barrier.point()));
      return new CheckpointReport(
          committed.number(),
          committed.bytes(),
          Duration.ofNanos(System.nanoTime() - startNs),
          Duration.ofNanos(longestPauseNs.get()),
          committed.retirementFailure().map(StorageException::getMessage).orElse(""));
    } catch (RuntimeException | Error e) {
      files.abandon();
      throw e;
    }
  }

  private boolean hasAborted() {
    return failure.get() != null || rings.keySet().stream().anyMatch(Pipeline::hasAborted);
  }

  private void check() {
    Throwable cause = failure.get();
    if (cause == null && (open.get() > 0 || hasAborted())) {
      throw new IllegalStateException(
          "checkpoint was not finished, as a ring has stopped: checkpoint=" + files.number());
    }
    if (cause != null) {
      throw new IllegalStateException(
          "checkpoint failed: checkpoint=" + files.number() + "; " + cause.getMessage(), cause);
    }
  }

  private void publish(int index, BarrierPositions positions) {
    StreamHub hub = hubs.get(index);
    Map<Pipeline, Long> sequences = new LinkedHashMap<>();
    StreamBarrier barrier =
        hub.publishBarrier(
            this,
            pipeline -> prepare(index, pipeline),
            (pipeline, sequence) -> {
              sequences.put(pipeline, sequence);
              positions.put(hub.definition().name(), pipeline.number(), sequence);
            });
    positions.made(hub.definition().name(), barrier.pipelinesMade());
    streams.add(new StreamPart(hub, barrier, sequences));
  }

  /** Taken when everything has come past the barriers: which queries had failed is known then. */
  private EngineState state() {
    List<StreamState> states = new ArrayList<>();
    for (StreamPart stream : streams) {
      List<RingState> ringStates = new ArrayList<>();
      stream.sequences.forEach((pipeline, at) -> ringStates.add(state(pipeline, at)));
      states.add(
          new StreamState(
              stream.hub.definition().name(),
              DefinitionText.of(stream.hub.definition()),
              stream.barrier.point(),
              stream.barrier.pipelinesMade(),
              ringStates));
    }
    return new EngineState(states);
  }

  private void prepare(int stream, Pipeline pipeline) {
    List<QueryRun> named = new ArrayList<>();
    List<Boolean> paused = new ArrayList<>();
    for (QueryRun run : pipeline.runs()) {
      if (run.name() != null) {
        named.add(run);
        paused.add(run.paused());
      }
    }
    rings.put(pipeline, new RingPart(stream, named, paused));
    open.addAndGet(pipeline.partitions() + (pipeline.delivers() ? 1 : 0));
  }

  private RingState state(Pipeline pipeline, long sequence) {
    List<QueryState> queries = new ArrayList<>();
    RingPart ring = rings.get(pipeline);
    for (int i = 0; i < ring.queries.size(); i++) {
      queries.add(QueryState.of(ring.queries.get(i), ring.paused.get(i), sequence));
    }
    return new RingState(
        pipeline.number(), sequence, pipeline.routing().key(), pipeline.partitions(), queries);
  }

  @Override
  public SnapshotWriter state(Pipeline pipeline, int partition) {
    RingPart ring = rings.get(pipeline);
    return files.state(RingState.stateFile(ring.stream, pipeline.number(), partition));
  }

  @Override
  public void partitionDone(
      Pipeline pipeline, int partition, SnapshotWriter state, long startNs, Throwable cause) {
    Throwable failed = cause;
    if (cause == null) {
      try {
        ((StateFileWriter) state).finish();
      } catch (RuntimeException e) {
        failed = e;
      }
    }
    longestPauseNs.accumulateAndGet(System.nanoTime() - startNs, Math::max);
    done(failed);
  }

  @Override
  public void delivered(Pipeline pipeline, long sequence) {
    RingPart ring = rings.get(pipeline);
    Throwable failed = null;
    for (int i = 0; i < ring.queries.size(); i++) {
      QueryRun run = ring.queries.get(i);
      if (!(run.subscriber() instanceof DurableSubscriber subscriber)) {
        continue;
      }
      if (run.subscriberFailed()) {
        failed = outputMissing(run);
      } else if (!run.stopped()) {
        try (StateFileWriter file =
            files.state(RingState.sinkFile(ring.stream, pipeline.number(), i))) {
          SinkState.write(subscriber, sequence, file);
        } catch (RuntimeException | Error e) {
          failed = e;
        }
      }
    }
    done(failed);
  }

  /** Its output behind the last checkpoint can come once more only while that is the last one. */
  private static IllegalStateException outputMissing(QueryRun run) {
    return new IllegalStateException(
        "output of a query is missing, as its subscriber has failed: query="
            + run.name()
            + "; restart the engine, so that it comes once more, or cancel the query; its failure: "
            + run.failure().getMessage());
  }

  private void done(Throwable cause) {
    if (cause != null) {
      failure.compareAndSet(null, cause);
    }
    open.decrementAndGet();
  }
}
