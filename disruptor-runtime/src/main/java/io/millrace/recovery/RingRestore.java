package io.millrace.recovery;

import io.millrace.checkpoint.Checkpoint;
import io.millrace.checkpoint.StateFileReader;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.output.DurableSubscriber;
import io.millrace.publish.StreamHub;
import io.millrace.query.CompiledQuery;
import io.millrace.query.Routing;
import io.millrace.ring.Deadline;
import io.millrace.ring.PartitionState;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Brings back one ring as it was at a checkpoint's barrier, perhaps with other partitions. */
final class RingRestore {
  private final Checkpoint checkpoint;
  private final int stream;
  private final RingState recorded;
  private final Declarations declarations;
  private final Map<String, QueryRun> runs = new HashMap<>();
  private final List<StateFileReader> opened = new ArrayList<>();

  RingRestore(Checkpoint checkpoint, int stream, RingState recorded, Declarations declarations) {
    this.checkpoint = checkpoint;
    this.stream = stream;
    this.recorded = recorded;
    this.declarations = declarations;
  }

  /** The pipeline, started, with its queries and their state. */
  Pipeline restore(StreamHub hub) {
    List<CompiledQuery> queries = new ArrayList<>();
    for (QueryState query : recorded.queries()) {
      queries.add(declarations.taking(query, recorded.routing()));
    }
    Routing routing = queries.get(0).routing();
    Pipeline pipeline = hub.restorePipeline(recorded.number(), routing, recorded.sequence());
    for (int i = 0; i < queries.size(); i++) {
      start(pipeline, i, queries.get(i));
    }
    restoreState(pipeline, routing);
    for (QueryState query : recorded.queries()) {
      if (!query.failure().isEmpty()) {
        runs.get(query.name()).restoredFailure("stopped before the restart; " + query.failure());
      }
    }
    return pipeline;
  }

  private void start(Pipeline pipeline, int index, CompiledQuery query) {
    QueryState state = recorded.queries().get(index);
    Declaration declared = declarations.of(state.name(), state.sql());
    QueryRun run =
        pipeline.restored(
            declarations.label(state.name()),
            query,
            declared.delivery(),
            declared.subscriber(),
            state.paused());
    declarations.runs(state.name(), run);
    declared.started().accept(run);
    runs.put(state.name(), run);
    if (declared.subscriber() instanceof DurableSubscriber subscriber) {
      restoreSink(subscriber, RingState.sinkFile(stream, recorded.number(), index));
    }
  }

  private void restoreSink(DurableSubscriber subscriber, String file) {
    if (!checkpoint.names().contains(file)) {
      subscriber.onBegin();
      return;
    }
    try (StateFileReader sink = checkpoint.state(file)) {
      SinkState.read(subscriber, recorded.sequence(), sink);
    }
  }

  private void restoreState(Pipeline pipeline, Routing routing) {
    AtomicInteger open = new AtomicInteger(pipeline.partitions());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<PartitionState> states = new ArrayList<>();
    for (int partition = 0; partition < pipeline.partitions(); partition++) {
      states.add(new PartitionState(parts(partition, pipeline.partitions(), routing), runs));
    }
    pipeline.restore(
        states,
        cause -> {
          failure.compareAndSet(null, cause);
          open.decrementAndGet();
        });
    pipeline.start();
    Deadline.never().await(() -> open.get() == 0);
    opened.forEach(StateFileReader::close);
    if (failure.get() != null) {
      throw new IllegalStateException(
          "state of a checkpoint cannot be restored: checkpoint="
              + checkpoint.number()
              + ", ring="
              + recorded.number()
              + "; "
              + failure.get().getMessage(),
          failure.get());
    }
  }

  /** Of the old partitions that have keys of a new one; each is counted in the first of these. */
  private List<PartitionState.Part> parts(int partition, int partitions, Routing routing) {
    if (partitions == recorded.partitions()) {
      return List.of(new PartitionState.Part(open(partition), true));
    }
    List<PartitionState.Part> parts = new ArrayList<>();
    for (int old = 0; old < recorded.partitions(); old++) {
      if (routing.isAny()) {
        boolean counts = old % partitions == partition;
        if (counts || partition % recorded.partitions() == old) {
          parts.add(new PartitionState.Part(open(old), counts));
        }
      } else if (overlap(old, partition, partitions)) {
        Router router = routing.routerFactory().create();
        parts.add(
            new PartitionState.Part(
                new StateSelection(open(old), partition, partitions, router),
                firstOverlap(old, partitions) == partition));
      }
    }
    return parts;
  }

  private int firstOverlap(int old, int partitions) {
    int partition = 0;
    while (!overlap(old, partition, partitions)) {
      partition++;
    }
    return partition;
  }

  private boolean overlap(int old, int partition, int partitions) {
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      if (KeyGroups.partition(group, recorded.partitions()) == old
          && KeyGroups.partition(group, partitions) == partition) {
        return true;
      }
    }
    return false;
  }

  private StateFileReader open(int old) {
    StateFileReader file = checkpoint.state(RingState.stateFile(stream, recorded.number(), old));
    opened.add(file);
    return file;
  }
}
