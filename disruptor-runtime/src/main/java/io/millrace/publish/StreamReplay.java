package io.millrace.publish;

import io.millrace.Delivery;
import io.millrace.batch.RecordBatch;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.ControlRecord;
import io.millrace.ring.Origin;
import io.millrace.ring.Pipeline;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.QueryRun;
import io.millrace.ring.StreamPoint;

/**
 * Publishes into one pipeline what was recorded of it, sequence by sequence, and notes how far the
 * stream had come. One thread; nobody else publishes meanwhile.
 */
public final class StreamReplay {
  private final StreamHub hub;
  private final Pipeline pipeline;
  private final PipelineFeed feed;
  private RecordBatch empty;

  /**
   * Of a ring.
   *
   * @param pipeline null if none of its queries goes on: it is noted how far the stream had come
   */
  StreamReplay(StreamHub hub, Pipeline pipeline) {
    this.hub = hub;
    this.pipeline = pipeline;
    int batchRows = hub.config().batchRows();
    this.feed = pipeline == null ? null : new PipelineFeed(pipeline, batchRows);
    this.empty = new RecordBatch(hub.definition().schema(), batchRows);
  }

  /** An empty batch to fill with what was recorded. */
  public RecordBatch batch() {
    return empty;
  }

  /** Last sequence that was published. */
  public long sequence() {
    return pipeline.ring().cursor();
  }

  /** Publishes what is in {@link #batch}. */
  public void publish(int route, long watermarkNs, Origin origin) {
    hub.durability().replay(origin, empty, hub.definition().watermark());
    hub.clock().restore(watermarkNs);
    if (feed == null) {
      empty.clear();
    } else {
      empty = feed.replay(empty, route, watermarkNs, origin);
    }
  }

  /** Publishes a control event that is about no query. */
  public void publish(ControlRecord control, long event, long watermarkNs) {
    hub.clock().restore(watermarkNs);
    if (control.stream() != null) {
      hub.durability().restore(control.stream());
    }
    hub.durability().replay(event, control.kind() == ControlRecord.Kind.END_OF_INPUT);
    if (pipeline == null) {
      return;
    }
    pipeline.replay(control, event, watermarkNs);
    if (control.kind() == ControlRecord.Kind.RETIRED) {
      hub.retired(pipeline);
    }
  }

  /** Starts a query as it was started then. */
  public QueryRun add(
      QueryLabel label,
      CompiledQuery query,
      Delivery delivery,
      Subscriber subscriber,
      StreamPoint stream) {
    hub.restore(stream);
    return pipeline.add(label, query, delivery, subscriber, stream);
  }

  /** Ends a query. */
  public void remove(QueryRun query, long watermarkNs) {
    pipeline.remove(query, watermarkNs);
  }

  /** Pauses a query or lets it go on. */
  public void pause(QueryRun query, boolean paused, long watermarkNs) {
    pipeline.pause(query, paused, watermarkNs);
  }

  /** Puts a query in the place of another. */
  public QueryRun replace(
      QueryRun old, int number, CompiledQuery query, Subscriber subscriber, long watermarkNs) {
    return pipeline.replace(old, number, query, subscriber, watermarkNs);
  }
}
