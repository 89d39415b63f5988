package io.millrace.perf.piece;

import io.millrace.memory.MemoryBudget;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.GroupTableSnapshot;
import io.millrace.state.Hashing;
import io.millrace.type.VarcharView;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * How long does a partition stand still for the snapshot of a million groups, and how long does it
 * take to read one: nanoseconds a group, to and from an array on the heap? Keys are random longs,
 * or texts of 24 bytes, which do not fit into a slot.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SnapshotBenchmark {
  private static final int GROUPS = 1_000_000;
  private static final int MOST_BYTES = 120 * GROUPS;
  private static final GroupTableDescriptor LONG_KEY = new GroupTableDescriptor(40, true);
  private static final GroupTableDescriptor TEXT_KEY = new GroupTableDescriptor(64, false, 16);

  /** What the keys are. */
  @Param({"long", "text"})
  public String key;

  private final ArrayState state = new ArrayState(MOST_BYTES);
  private GroupTable table;

  /** A benchmark that JMH sets up. */
  public SnapshotBenchmark() {}

  private GroupTable newTable() {
    return new GroupTable(key.equals("long") ? LONG_KEY : TEXT_KEY, MemoryBudget.unlimited());
  }

  /** Makes the groups and their snapshot. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(42);
    table = newTable();
    for (int i = 0; i < GROUPS; i++) {
      long slot = key.equals("long") ? table.insertLong(random.nextLong()) : insertText(i);
      table.ordinal(slot, 2 + i);
      table.putLong(slot + table.descriptor().fieldBytes() - Long.BYTES, i);
    }
    write();
  }

  private long insertText(int number) {
    VarcharView text = VarcharView.of("customer-%015d".formatted(number));
    long slot = table.insert(GroupTable.identity(Hashing.ofLong(text.hash64()), 0));
    table.putText(slot + GroupTableDescriptor.FIELDS, text);
    return slot;
  }

  /** Frees the table. */
  @TearDown
  public void tearDown() {
    table.close();
  }

  /** Bytes of the snapshot. */
  int stateBytes() {
    return state.position();
  }

  /** Writes all groups. */
  @Benchmark
  @OperationsPerInvocation(GROUPS)
  public int write() {
    GroupTableSnapshot.write(table, state.rewind());
    return state.position();
  }

  /** Reads all groups into a new table. */
  @Benchmark
  @OperationsPerInvocation(GROUPS)
  public long read() {
    try (GroupTable copy = newTable()) {
      GroupTableSnapshot.read(copy, state.rewind());
      return copy.size();
    }
  }
}
