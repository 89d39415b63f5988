package io.millrace.recovery;

import io.millrace.checkpoint.SnapshotText;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring as a checkpoint knows it.
 *
 * @param number its number in its stream
 * @param sequence the sequence of the barrier
 * @param routing which rows meet, as text
 * @param partitions number of its partitions
 * @param queries its queries
 */
record RingState(
    int number, long sequence, String routing, int partitions, List<QueryState> queries) {
  void write(SnapshotWriter out) {
    out.putLong(number);
    out.putLong(sequence);
    SnapshotText.putText(out, routing);
    out.putLong(partitions);
    out.putLong(queries.size());
    queries.forEach(query -> query.write(out));
  }

  static RingState read(SnapshotReader in) {
    int number = (int) in.getLong();
    long sequence = in.getLong();
    String routing = SnapshotText.getText(in);
    int partitions = (int) in.getLong();
    long count = in.getLong();
    List<QueryState> queries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      queries.add(QueryState.read(in));
    }
    return new RingState(number, sequence, routing, partitions, queries);
  }

  /** Name of the file with the state of a partition. */
  static String stateFile(int stream, int ring, int partition) {
    return "stream-" + stream + "-ring-" + ring + "-partition-" + partition;
  }

  /** Name of the file with the state of a query's subscriber. */
  static String sinkFile(int stream, int ring, int query) {
    return "stream-" + stream + "-ring-" + ring + "-sink-" + query;
  }
}
