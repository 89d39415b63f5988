package io.millrace.recovery;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What the manifest of a checkpoint says of the engine.
 *
 * @param streams its streams, in the order in which they were declared
 */
record EngineState(List<StreamState> streams) {
  private static final long FORMAT = 1;

  void write(SnapshotWriter out) {
    out.putLong(FORMAT);
    out.putLong(streams.size());
    streams.forEach(stream -> stream.write(out));
  }

  static EngineState read(SnapshotReader in) {
    long format = in.getLong();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "checkpoint of another version: found="
              + format
              + ", known="
              + FORMAT
              + "; read it with the version of Millrace that wrote it");
    }
    long count = in.getLong();
    List<StreamState> streams = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      streams.add(StreamState.read(in));
    }
    return new EngineState(streams);
  }
}
