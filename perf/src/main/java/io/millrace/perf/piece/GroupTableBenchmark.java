package io.millrace.perf.piece;

import io.millrace.memory.MemoryBudget;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.Hashing;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast are count and sum of the group of each row, found by a random long key? Asked of {@link
 * GroupTable} with a loop that only finds, one that inserts as well, and one behind a pass that
 * touches all slots of a batch; beside an array indexed by the key, which no hash table can beat,
 * and {@link HashMap}. All groups are there already; but before each iteration every loop fills
 * another table, as the JIT leaves out what it never saw happen.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GroupTableBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH_ROWS = 4096;
  private static final int SLOT_BYTES = 32;
  private static final int SUM = 16;

  /** Number of different keys. */
  @Param({"100", "10000", "1000000"})
  public int keys;

  private final long[] rowKeys = new long[ROWS];
  private final long[] amounts = new long[ROWS];
  private final Map<Long, long[]> map = new HashMap<>();
  private GroupTable table;
  private long[] array;

  /** A benchmark that JMH sets up. */
  public GroupTableBenchmark() {}

  /** Makes rows and groups. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < ROWS; i++) {
      rowKeys[i] = random.nextInt(keys);
      amounts[i] = random.nextInt(50_000);
    }
    array = new long[2 * keys];
    table = new GroupTable(new GroupTableDescriptor(SLOT_BYTES, true), MemoryBudget.unlimited());
    for (long key = 0; key < keys; key++) {
      insert(table, Hashing.ofLong(key), key);
      map.put(key, new long[2]);
    }
  }

  /** Has every loop meet rows without a group. */
  @Setup(Level.Iteration)
  public void fillAnother() {
    GroupTableDescriptor descriptor = table.descriptor();
    try (GroupTable stopping = new GroupTable(descriptor, MemoryBudget.unlimited());
        GroupTable inserting = new GroupTable(descriptor, MemoryBudget.unlimited())) {
      for (int i = 0; i < ROWS; ) {
        i = update(stopping, rowKeys, amounts, i, ROWS);
        if (i < ROWS) {
          insert(stopping, Hashing.ofLong(rowKeys[i]), rowKeys[i]);
        }
      }
      updateOrInsert(inserting, rowKeys, amounts, 0, ROWS);
    }
  }

  /** Frees the table. */
  @TearDown
  public void tearDown() {
    table.close();
  }

  private static long find(GroupTable groups, long hash, long key) {
    long slot = groups.first(hash);
    while (groups.ordinal(slot) != 0) {
      if (groups.getLong(slot + GroupTableDescriptor.KEY) == key) {
        return slot;
      }
      slot = slot + SLOT_BYTES & groups.slotMask();
    }
    return GroupTable.ABSENT;
  }

  private static long insert(GroupTable groups, long hash, long key) {
    long slot = groups.insert(hash);
    groups.putLong(slot + GroupTableDescriptor.KEY, key);
    return slot;
  }

  private static void add(GroupTable groups, long slot, long amount) {
    groups.ordinal(slot, groups.ordinal(slot) + 1);
    groups.putLong(slot + SUM, groups.getLong(slot + SUM) + amount);
  }

  /** Finds and updates rows; gives back the first without a group. */
  private static int update(
      GroupTable groups, long[] rowKeys, long[] amounts, int fromRow, int toRow) {
    int i = fromRow;
    for (; i < toRow; i++) {
      long slot = find(groups, Hashing.ofLong(rowKeys[i]), rowKeys[i]);
      if (slot == GroupTable.ABSENT) {
        break;
      }
      add(groups, slot, amounts[i]);
    }
    return i;
  }

  private static void updateOrInsert(
      GroupTable groups, long[] rowKeys, long[] amounts, int fromRow, int toRow) {
    for (int i = fromRow; i < toRow; i++) {
      long hash = Hashing.ofLong(rowKeys[i]);
      long slot = find(groups, hash, rowKeys[i]);
      if (slot == GroupTable.ABSENT) {
        slot = insert(groups, hash, rowKeys[i]);
      }
      add(groups, slot, amounts[i]);
    }
  }

  private static long touch(GroupTable groups, long[] rowKeys, int fromRow, int toRow) {
    long touched = 0;
    for (int i = fromRow; i < toRow; i++) {
      touched += groups.touch(Hashing.ofLong(rowKeys[i]));
    }
    return touched;
  }

  /** A loop that leaves at a row without a group. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long find() {
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      update(table, rowKeys, amounts, from, from + BATCH_ROWS);
    }
    return table.size();
  }

  /** The same behind a pass over each batch that touches all of its slots. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long touchAndFind() {
    long touched = 0;
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      touched += touch(table, rowKeys, from, from + BATCH_ROWS);
      update(table, rowKeys, amounts, from, from + BATCH_ROWS);
    }
    return touched;
  }

  /** A loop that inserts where there is no group, though it never has to. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long findOrInsert() {
    for (int from = 0; from < ROWS; from += BATCH_ROWS) {
      updateOrInsert(table, rowKeys, amounts, from, from + BATCH_ROWS);
    }
    return table.size();
  }

  /** An array indexed by the key. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long[] array() {
    long[] groups = array;
    for (int i = 0; i < ROWS; i++) {
      int at = 2 * (int) rowKeys[i];
      groups[at]++;
      groups[at + 1] += amounts[i];
    }
    return groups;
  }

  /** A map of boxed keys, as written by hand. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long hashMap() {
    for (int i = 0; i < ROWS; i++) {
      long[] group = map.get(rowKeys[i]);
      group[0]++;
      group[1] += amounts[i];
    }
    return map.size();
  }

  /** Sum of all groups of the table. */
  long sumOfTable() {
    long sum = 0;
    for (long slot = table.firstGroup(); slot >= 0; slot = table.nextGroup(slot)) {
      sum += table.getLong(slot + SUM);
    }
    return sum;
  }

  /** Sum of all groups of the array. */
  long sumOfArray() {
    long sum = 0;
    for (int i = 1; i < array.length; i += 2) {
      sum += array[i];
    }
    return sum;
  }

  /** Sum of all groups of the map. */
  long sumOfMap() {
    return map.values().stream().mapToLong(group -> group[1]).sum();
  }
}
