package io.millrace.publish;

import io.millrace.durability.SourcePosition;
import io.millrace.ring.Pipeline;
import io.millrace.ring.StreamPoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the sources of a stream are recorded. What is said here is there behind a restart, so a
 * source may forget it. Any thread but those of the stream's partitions.
 */
public final class SourcePositions {
  private final StreamOrder order;
  private final StreamPipelines pipelines;
  private final StreamDurability durability;

  /**
   * Of a stream.
   *
   * @param durability what makes it durable, or null
   */
  SourcePositions(StreamOrder order, StreamPipelines pipelines, StreamDurability durability) {
    this.order = order;
    this.pipelines = pipelines;
    this.durability = durability;
  }

  /**
   * How far a source is recorded; none of a stream that is not durable is. With a journal, waits
   * until that has what was published before the call; without, or without a query, it is what the
   * last checkpoint has.
   *
   * @throws IllegalStateException if the journal cannot be written
   */
  public SourcePosition of(String source) {
    if (durability == null) {
      return new SourcePosition(source, 0, 0, 0);
    }
    Map<Pipeline, Long> journals = new LinkedHashMap<>();
    SourcePosition now = order.locked(() -> known(source, journals));
    journals.forEach(Pipeline::awaitRecorded);
    return journals.isEmpty() ? now : order.locked(() -> durability.keep(now));
  }

  /** What is recorded now, or is once the journals have come to their sequences. */
  private SourcePosition known(String source, Map<Pipeline, Long> journals) {
    if (durability.recovered() && durability.journals()) {
      for (Pipeline pipeline : pipelines.active()) {
        journals.put(pipeline, pipeline.ring().cursor());
      }
    }
    return journals.isEmpty() ? durability.kept(source) : durability.position(source);
  }

  /** Rows of a source that were published, recorded or not. */
  public long rowsPublished(String source) {
    return durability == null ? 0 : order.locked(() -> durability.position(source).rows());
  }

  /** A checkpoint has them as they were at its barrier. */
  public void keep(StreamPoint point) {
    order.change(() -> durability.keep(point));
  }
}
