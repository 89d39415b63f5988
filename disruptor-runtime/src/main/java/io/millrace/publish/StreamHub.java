package io.millrace.publish;

import io.millrace.MillraceConfig;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.Routing;
import io.millrace.query.StreamDefinition;
import io.millrace.ring.Pipeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A stream in operation: its pipelines, its publishers and its clock. */
public final class StreamHub {
  private final StreamDefinition definition;
  private final MillraceConfig config;
  private final MemoryBudget budget;
  private final StreamClock clock = new StreamClock();
  private final CopyOnWriteArrayList<Pipeline> pipelines = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<StreamPublisher> publishers = new CopyOnWriteArrayList<>();

  /** A stream without queries. */
  public StreamHub(StreamDefinition definition, MillraceConfig config, MemoryBudget budget) {
    this.definition = definition;
    this.config = config.of(definition.name());
    this.budget = budget;
  }

  /** What was declared. */
  public StreamDefinition definition() {
    return definition;
  }

  MillraceConfig config() {
    return config;
  }

  StreamClock clock() {
    return clock;
  }

  /** The pipelines, oldest first. */
  public List<Pipeline> pipelines() {
    return pipelines;
  }

  /** How far the stream's watermark has come; nanoseconds since the epoch. */
  public long watermarkNs() {
    return clock.held();
  }

  /** The pipeline of a routing, made if there is none. */
  public synchronized Pipeline pipeline(Routing routing) {
    for (Pipeline pipeline : pipelines) {
      if (pipeline.routing().equals(routing)) {
        return pipeline;
      }
    }
    String name = config.name() + "-" + definition.name() + "-" + pipelines.size();
    Pipeline pipeline = new Pipeline(name, definition.schema(), routing, config, budget);
    pipelines.add(pipeline);
    return pipeline;
  }

  /** A new publisher; it belongs to the thread that uses it. */
  public StreamPublisher newPublisher() {
    StreamPublisher publisher = new StreamPublisher(this);
    publishers.add(publisher);
    return publisher;
  }

  void closed(StreamPublisher publisher) {
    publishers.remove(publisher);
  }

  /** Publishes what waits in open batches of all publishers; by their thread. */
  public void flushPublishers() {
    publishers.forEach(StreamPublisher::flush);
  }

  /** Closes all publishers; by their thread. */
  public void closePublishers() {
    publishers.forEach(StreamPublisher::close);
  }
}
