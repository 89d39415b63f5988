package io.millrace.state;

import io.millrace.engine.KeyGroups;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.memory.MemoryBudgetExceededException;

/**
 * Writes the groups of a table and adds them to another one of the same layout.
 *
 * <pre>
 *   layout (8) | shape (32) | groups (8) | chunk | chunk | …       until all groups are there
 *   chunk: groups in it (8) | its bytes (8) | records, see {@link GroupChunk}
 * </pre>
 *
 * Groups are not written in the order of their slots, which is that of their hashes: read into a
 * table that is smaller or grows, they would all begin their search in one corner of it, in
 * quadratic time. Blocks of slots come in the order of their numbers with the bits reversed. So
 * every part of a snapshot is a fair sample, which tells a reader that does not want all groups how
 * many it will take; and a table of the same size is filled block by block ({@code
 * SnapshotBenchmark}).
 *
 * <p>A run of neighbouring groups comes whole and in order with the block that it begins in. So a
 * table that was empty and takes all groups has them in the same slots as the one that was written,
 * and puts them out in the same order.
 */
public final class GroupTableSnapshot {
  /** So long that neighbouring pages come along; so short that a chunk holds many. */
  static final int BLOCK_SLOTS = 1024;

  private static final int BLOCK_SHIFT = 10;
  private static final long MOST_GROUPS = 1L << 40;

  private GroupTableSnapshot() {}

  /** Writes all groups. Allocates a buffer. */
  public static void write(GroupTable table, SnapshotWriter writer) {
    writer.putLong(table.descriptor().signature());
    table.shape().write(writer);
    writer.putLong(table.size());
    GroupChunk chunk = new GroupChunk(table.descriptor(), table.size());
    long blocks = Math.max(1, table.slots() >>> BLOCK_SHIFT);
    int unusedBits = Long.numberOfLeadingZeros(blocks) + 1;
    long slotBytes = table.descriptor().slotBytes();
    long blockBytes = Math.min(BLOCK_SLOTS, table.slots()) * slotBytes;
    for (long i = 0; i < blocks; i++) {
      long start = (blocks == 1 ? 0 : Long.reverse(i) >>> unusedBits) * blockBytes;
      chunk.touchTexts(table, start, start + blockBytes);
      addRuns(table, chunk, start, start + blockBytes);
      if (chunk.isFull() || i == blocks - 1) {
        chunk.writeTo(writer);
      }
    }
  }

  /** Adds the groups of the runs that begin in a block; the last run may end behind it. */
  private static void addRuns(GroupTable table, GroupChunk chunk, long start, long end) {
    long slotBytes = table.descriptor().slotBytes();
    long mask = table.slotMask();
    long slot = start;
    if (table.ordinal(start - slotBytes & mask) != 0) {
      while (slot < end && table.ordinal(slot) != 0) {
        slot += slotBytes;
      }
      if (slot == end) {
        return;
      }
    }
    boolean inRun = false;
    for (; slot < end; slot += slotBytes) {
      inRun = table.ordinal(slot) != 0;
      if (inRun) {
        chunk.add(table, slot);
      }
    }
    long behind = end & mask;
    while (inRun && table.ordinal(behind) != 0) {
      chunk.add(table, behind);
      behind = behind + slotBytes & mask;
    }
  }

  /**
   * Adds the groups that were written and are wanted; the table has none of them.
   *
   * @throws MemoryBudgetExceededException if they do not fit; some may have been added
   * @throws IllegalStateException if what is read is no state of this layout
   */
  public static void read(GroupTable table, SnapshotReader reader) {
    long signature = reader.getLong();
    if (signature != table.descriptor().signature()) {
      throw new IllegalStateException(
          "state of another layout: written="
              + Long.toHexString(signature)
              + ", wanted="
              + Long.toHexString(table.descriptor().signature())
              + "; restore it into the query that wrote it");
    }
    boolean[] wanted = new boolean[KeyGroups.COUNT];
    for (int keyGroup = 0; keyGroup < wanted.length; keyGroup++) {
      wanted[keyGroup] = reader.takesKeyGroup(keyGroup);
    }
    GroupTableShape shape = GroupTableShape.read(reader);
    boolean shaped = reader.takesAll() && table.take(shape);
    long groups = reader.getLong();
    if (groups < 0 || groups > (shaped ? table.slots() - 1 : MOST_GROUPS)) {
      throw GroupChunk.damaged("groups=" + groups);
    }
    GroupChunk chunk = new GroupChunk(table.descriptor(), groups);
    long read = 0;
    long taken = 0;
    while (read < groups) {
      read += chunk.readFrom(reader, groups - read);
      int takes = chunk.select(wanted);
      taken += takes;
      if (shaped) {
        chunk.addSelected(table, true);
        continue;
      }
      makeRoom(table, takes, (long) ((double) (groups - read) * taken / read));
      chunk.addSelected(table, false);
      table.spread();
    }
    if (!shaped) {
      table.settle();
    }
  }

  /** Makes room for groups, and for more that will probably follow if the budget allows that. */
  private static void makeRoom(GroupTable table, long groups, long more) {
    if (table.room() < groups) {
      try {
        table.makeRoom(groups + more);
      } catch (MemoryBudgetExceededException e) {
        table.makeRoom(groups);
      }
    }
  }
}
