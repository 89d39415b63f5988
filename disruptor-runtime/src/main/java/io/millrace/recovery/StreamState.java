package io.millrace.recovery;

import io.millrace.checkpoint.SnapshotText;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.ring.SourcePoint;
import io.millrace.ring.StreamPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream as a checkpoint knows it.
 *
 * @param name its name
 * @param definition its columns and watermark, as text
 * @param point how far it had come
 * @param ringsMade rings that it ever had
 * @param rings the rings that it has
 */
record StreamState(
    String name, String definition, StreamPoint point, int ringsMade, List<RingState> rings) {
  void write(SnapshotWriter out) {
    SnapshotText.putText(out, name);
    SnapshotText.putText(out, definition);
    out.putLong(point.event());
    out.putLong(point.watermarkNs());
    out.putLong(point.ended() ? 1 : 0);
    out.putLong(point.sources().size());
    for (SourcePoint source : point.sources()) {
      SnapshotText.putText(out, source.name());
      out.putLong(source.ownNs());
      out.putLong(source.rows());
      out.putLong(source.mark());
      out.putLong(source.markRows());
    }
    out.putLong(ringsMade);
    out.putLong(rings.size());
    rings.forEach(ring -> ring.write(out));
  }

  static StreamState read(SnapshotReader in) {
    String name = SnapshotText.getText(in);
    String definition = SnapshotText.getText(in);
    StreamPoint point = readPoint(in);
    int ringsMade = (int) in.getLong();
    long count = in.getLong();
    List<RingState> rings = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      rings.add(RingState.read(in));
    }
    return new StreamState(name, definition, point, ringsMade, rings);
  }

  private static StreamPoint readPoint(SnapshotReader in) {
    long event = in.getLong();
    long watermarkNs = in.getLong();
    boolean ended = in.getLong() == 1;
    long count = in.getLong();
    List<SourcePoint> sources = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      sources.add(
          new SourcePoint(
              SnapshotText.getText(in), in.getLong(), in.getLong(), in.getLong(), in.getLong()));
    }
    return new StreamPoint(event, watermarkNs, ended, sources);
  }
}
