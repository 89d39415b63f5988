package io.millrace.publish;

import io.millrace.MillraceConfig;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Routing;
import io.millrace.query.StreamDefinition;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryRun;
import io.millrace.ring.RingDurability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The pipelines of a stream, one a routing. Changed by one thread at a time, read by any: the array
 * of those with queries is another one whenever it changes.
 */
final class StreamPipelines {
  private final StreamDefinition definition;
  private final MillraceConfig config;
  private final MemoryBudget budget;
  private final StreamDurability durability;
  private final List<Pipeline> retired = new CopyOnWriteArrayList<>();
  private volatile Pipeline[] active = {};
  private int made;

  /** None yet; with what makes the stream durable, or null. */
  StreamPipelines(
      StreamDefinition definition,
      MillraceConfig config,
      MemoryBudget budget,
      StreamDurability durability) {
    this.definition = definition;
    this.config = config;
    this.budget = budget;
    this.durability = durability;
  }

  /** Those with queries, oldest first; not to be changed. */
  Pipeline[] active() {
    return active;
  }

  /** All, also those whose threads are about to end. */
  List<Pipeline> all() {
    List<Pipeline> all = new ArrayList<>(retired);
    all.addAll(List.of(active));
    return all;
  }

  /** How many there ever were, and so the number of the next one. */
  int made() {
    return made;
  }

  /** Keeps a number from being given once more. */
  void reserve(int number) {
    made = Math.max(made, number + 1);
  }

  /** The pipeline of a routing, made and started if there is none. */
  Pipeline of(Routing routing) {
    for (Pipeline pipeline : active) {
      if (pipeline.routing().equals(routing)) {
        return pipeline;
      }
    }
    awaitRecorded();
    return add(made, routing, -1).start();
  }

  /**
   * Waits until all journals have what was published so far: the one of a new ring begins behind
   * it, so where another one lacked a part, it could not be made up for.
   */
  private void awaitRecorded() {
    for (Pipeline pipeline : active) {
      pipeline.awaitRecorded(pipeline.ring().cursor());
    }
  }

  /** A new pipeline that begins behind a sequence, not started. */
  Pipeline add(int number, Routing routing, long startsBehind) {
    reserve(number);
    String name = config.name() + "-" + definition.name() + "-" + number;
    RingDurability ring =
        durability == null ? RingDurability.NONE : durability.ring(number, startsBehind);
    Pipeline pipeline =
        new Pipeline(name, number, definition.schema(), routing, config, budget, ring);
    Pipeline[] more = Arrays.copyOf(active, active.length + 1);
    more[active.length] = pipeline;
    active = more;
    return pipeline;
  }

  /** Takes one out whose last query has ended. */
  void retire(Pipeline pipeline) {
    active = Arrays.stream(active).filter(other -> other != pipeline).toArray(Pipeline[]::new);
    retired.removeIf(Pipeline::hasEnded);
    retired.add(pipeline);
  }

  /** The pipeline of a query that runs, or null. */
  Pipeline of(QueryRun query) {
    for (Pipeline pipeline : active) {
      if (pipeline.runs().contains(query)) {
        return pipeline;
      }
    }
    return null;
  }

  /** Whether so many sequences could be claimed in each ring without waiting. */
  boolean haveRoom(int sequences) {
    for (Pipeline pipeline : active) {
      if (!pipeline.ring().hasRoom(sequences)) {
        return false;
      }
    }
    return true;
  }
}
