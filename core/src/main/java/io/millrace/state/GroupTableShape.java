package io.millrace.state;

import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;

/**
 * What besides the keys decides in which slots of a table groups lie, and so in which order they
 * are walked through.
 *
 * @param slots number of slots, a power of two
 * @param multiplier of the hash of long keys
 * @param growAt number of groups at which the table grows
 * @param totalDistance how far groups lie from where their search begins, in bytes
 */
public record GroupTableShape(long slots, long multiplier, long growAt, long totalDistance) {
  private static final long MOST_SLOTS = 1L << 40;

  /** Writes it. */
  public void write(SnapshotWriter writer) {
    writer.putLong(slots);
    writer.putLong(multiplier);
    writer.putLong(growAt);
    writer.putLong(totalDistance);
  }

  /**
   * Reads one that was written.
   *
   * @throws IllegalStateException if what is read is none
   */
  public static GroupTableShape read(SnapshotReader reader) {
    GroupTableShape shape =
        new GroupTableShape(reader.getLong(), reader.getLong(), reader.getLong(), reader.getLong());
    if (Long.bitCount(shape.slots) != 1
        || shape.slots < GroupTable.INITIAL_SLOTS
        || shape.slots > MOST_SLOTS
        || (shape.multiplier & 1) == 0
        || shape.growAt < 0
        || shape.growAt > shape.slots * GroupTable.LOAD_NUMERATOR / GroupTable.LOAD_DENOMINATOR) {
      throw GroupChunk.damaged("slots=" + shape.slots + ", growAt=" + shape.growAt);
    }
    return shape;
  }
}
