package io.millrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.KeyGroups;
import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.type.VarcharView;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTableSnapshotTest {
  private static final GroupTableDescriptor LONG_KEY = new GroupTableDescriptor(40, true);
  private static final GroupTableDescriptor TEXT_KEY = new GroupTableDescriptor(88, false, 16, 48);
  private static final long INVERSE_OF_HASH = 0xF1DE83E19937733DL;

  /** Fields and texts of all groups by their ordinal, of which there are no two. */
  private static Map<Long, String> contents(GroupTable table) {
    Map<Long, String> contents = new HashMap<>();
    StoredText stored = new StoredText();
    int[] texts = table.descriptor().textFields();
    int numbers = texts.length == 0 ? table.descriptor().fieldBytes() : texts[0];
    for (long slot = table.firstGroup(); slot >= 0; slot = table.nextGroup(slot)) {
      StringBuilder group = new StringBuilder();
      for (int at = 8; at < numbers; at += 8) {
        group.append(table.getLong(slot + at)).append(' ');
      }
      for (int text : texts) {
        VarcharView view = stored.read(table, slot + text);
        assertThat(table.equalsText(slot + text, view)).isTrue();
        group
            .append(new String(view.bytes(), view.offset(), view.length(), StandardCharsets.UTF_8))
            .append('|');
      }
      assertThat(contents.put(table.ordinal(slot), group.toString())).isNull();
    }
    assertThat(contents).hasSize((int) table.size());
    return contents;
  }

  private static void addLong(GroupTable table, long key, long number) {
    long slot = table.insertLong(key);
    table.ordinal(slot, 2 + number);
    for (int at = 16; at < 40; at += 8) {
      table.putLong(slot + at, key * at + number);
    }
  }

  private static void addText(GroupTable table, String key, long number) {
    VarcharView view = VarcharView.of(key);
    long nullFlags = number & 1;
    long hash = Hashing.combine(Hashing.ofLong(view.hash64()), nullFlags);
    long slot = table.insert(GroupTable.identity(hash, nullFlags));
    table.putText(slot + 16, view);
    table.putText(slot + 48, VarcharView.of("short"));
    if (number % 3 == 0) {
      table.putText(slot + 48, VarcharView.of("accumulated " + key));
    }
    table.setEmitted(slot, number % 5 == 0);
    table.putLong(slot + 80, number);
    table.ordinal(slot, 2 + number);
  }

  private static GroupTable table(GroupTableDescriptor descriptor, int groups, int partitions) {
    SplittableRandom random = new SplittableRandom(groups);
    GroupTable table = new GroupTable(descriptor, MemoryBudget.unlimited(), partitions);
    for (int i = 0; i < groups; i++) {
      if (descriptor.longKey()) {
        addLong(table, random.nextLong(), i);
      } else {
        addText(table, i + "x".repeat(random.nextInt(30)), i);
      }
    }
    return table;
  }

  /** How far groups lie from where their search begins, in slots, on average. */
  private static double averageDistance(GroupTable table) {
    long distance = 0;
    for (long slot = table.firstGroup(); slot >= 0; slot = table.nextGroup(slot)) {
      long key = table.getLong(slot + GroupTableDescriptor.KEY);
      long hash = table.descriptor().longKey() ? table.hash(key) : key;
      distance += slot - table.first(hash) & table.slotMask();
    }
    return (double) distance / table.descriptor().slotBytes() / table.size();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "9", "11", "700", "5000", "100000"})
  void shouldComeBackWithAllFieldsWhateverItsSize(int groups) {
    for (GroupTableDescriptor descriptor : new GroupTableDescriptor[] {LONG_KEY, TEXT_KEY}) {
      MemorySnapshot first = new MemorySnapshot();
      MemorySnapshot second = new MemorySnapshot();
      try (GroupTable table = table(descriptor, groups, 1);
          GroupTable copy = new GroupTable(descriptor, MemoryBudget.unlimited());
          GroupTable copyOfCopy = new GroupTable(descriptor, MemoryBudget.unlimited(), 3)) {
        GroupTableSnapshot.write(table, first);
        GroupTableSnapshot.read(copy, first);
        assertThat(contents(copy)).isEqualTo(contents(table));
        if (groups > 500) {
          assertThat(copy.slots()).isEqualTo(table.slots());
        }
        GroupTableSnapshot.write(copy, second);
        assertThat(second.bytes()).hasSameSizeAs(first.bytes());
        GroupTableSnapshot.read(copyOfCopy, second);
        assertThat(contents(copyOfCopy)).isEqualTo(contents(table));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 2", "2, 1", "8, 3", "1, 128", "128, 5"})
  void shouldGoToOtherPartitionsByKeyGroup(int before, int after) {
    for (GroupTableDescriptor descriptor : new GroupTableDescriptor[] {LONG_KEY, TEXT_KEY}) {
      try (GroupTable all = table(descriptor, 50_000, 1)) {
        Map<Long, String> found = new HashMap<>();
        List<MemorySnapshot> snapshots = divide(all, before);
        for (int partition = 0; partition < after; partition++) {
          try (GroupTable table = new GroupTable(descriptor, MemoryBudget.unlimited(), after)) {
            for (MemorySnapshot snapshot : snapshots) {
              MemorySnapshot.Reader reader = reader(snapshot, partition, after);
              GroupTableSnapshot.read(table, reader);
              assertThat(reader.isAtEnd()).isTrue();
            }
            assertThat(averageDistance(table)).isLessThan(4.0);
            found.putAll(contents(table));
          }
        }
        assertThat(found).isEqualTo(contents(all));
      }
    }
  }

  private static MemorySnapshot.Reader reader(
      MemorySnapshot snapshot, int partition, int partitions) {
    return snapshot.reader(
        keyGroup -> KeyGroups.partition(keyGroup, partitions) == partition, batch -> true);
  }

  private static List<MemorySnapshot> divide(GroupTable all, int partitions) {
    MemorySnapshot whole = new MemorySnapshot();
    GroupTableSnapshot.write(all, whole);
    List<MemorySnapshot> snapshots = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      try (GroupTable part =
          new GroupTable(all.descriptor(), MemoryBudget.unlimited(), partitions)) {
        GroupTableSnapshot.read(part, reader(whole, partition, partitions));
        MemorySnapshot snapshot = new MemorySnapshot();
        GroupTableSnapshot.write(part, snapshot);
        snapshots.add(snapshot);
      }
    }
    return snapshots;
  }

  @Test
  void shouldTakeNoMoreMemoryThanTheTableHadWhenItIsReadAtOnce() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (GroupTable table = table(LONG_KEY, 100_000, 1)) {
      GroupTableSnapshot.write(table, snapshot);
      MemoryBudget budget = new MemoryBudget("test", (table.slots() + 16) * 64);
      try (GroupTable copy = new GroupTable(LONG_KEY, budget)) {
        GroupTableSnapshot.read(copy, snapshot);
        assertThat(copy.size()).isEqualTo(100_000);
      }
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheBudgetForbidsIt() {
    for (GroupTableDescriptor descriptor : new GroupTableDescriptor[] {LONG_KEY, TEXT_KEY}) {
      MemorySnapshot snapshot = new MemorySnapshot();
      try (GroupTable table = table(descriptor, 10_000, 1)) {
        GroupTableSnapshot.write(table, snapshot);
      }
      for (long limit : new long[] {4_000, 100_000, 900_000}) {
        MemoryBudget budget = new MemoryBudget("test", limit);
        GroupTable copy = new GroupTable(descriptor, budget);
        assertThatThrownBy(
                () ->
                    GroupTableSnapshot.read(copy, snapshot.reader(keyGroup -> true, batch -> true)))
            .isInstanceOf(MemoryBudgetExceededException.class);
        copy.close();
        assertThat(budget.usedBytes()).isZero();
      }
    }
  }

  @Test
  void shouldFindKeysQuicklyWhenTheUsualHashDoesNotSpreadThem() {
    MemorySnapshot good = new MemorySnapshot();
    MemorySnapshot bad = new MemorySnapshot();
    try (GroupTable goodTable = table(LONG_KEY, 20_000, 1);
        GroupTable badTable = new GroupTable(LONG_KEY, MemoryBudget.unlimited());
        GroupTable both = new GroupTable(LONG_KEY, MemoryBudget.unlimited())) {
      for (int i = 0; i < 20_000; i++) {
        addLong(badTable, i * INVERSE_OF_HASH, 20_000 + i);
      }
      GroupTableSnapshot.write(goodTable, good);
      GroupTableSnapshot.write(badTable, bad);
      GroupTableSnapshot.read(both, good);
      GroupTableSnapshot.read(both, bad);
      assertThat(both.size()).isEqualTo(40_000);
      assertThat(averageDistance(both)).isLessThan(8.0);
    }
  }

  @Test
  void shouldRefuseAStateOfAnotherLayout() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (GroupTable table = table(LONG_KEY, 3, 1);
        GroupTable other = new GroupTable(TEXT_KEY, MemoryBudget.unlimited())) {
      GroupTableSnapshot.write(table, snapshot);
      assertThatThrownBy(() -> GroupTableSnapshot.read(other, snapshot))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "state of another layout: written=2800000020, wanted=580000b63f; restore it into the"
                  + " query that wrote it");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldReadOrRefuseAndNeverDoAnythingElseWhenBytesAreDamaged(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (GroupTableDescriptor descriptor : new GroupTableDescriptor[] {LONG_KEY, TEXT_KEY}) {
      MemorySnapshot snapshot = new MemorySnapshot();
      try (GroupTable table = table(descriptor, 40, 1)) {
        GroupTableSnapshot.write(table, snapshot);
      }
      for (int i = 0; i < 3_000; i++) {
        byte[] bytes = snapshot.bytes();
        int damaged = random.nextInt(3) == 0 ? random.nextInt(64) : random.nextInt(bytes.length);
        bytes[damaged] ^= (byte) (1 << random.nextInt(8));
        MemoryBudget budget = new MemoryBudget("test", 1 << 20);
        try (GroupTable copy = new GroupTable(descriptor, budget)) {
          GroupTableSnapshot.read(copy, new MemorySnapshot.Reader(bytes, g -> true, b -> true));
          assertThat(copy.size()).isEqualTo(40);
        } catch (IllegalStateException e) {
          assertThat(e).hasMessageContaining("; restore ");
        } catch (BufferUnderflowException e) {
          assertThat(damaged).as("a number of bytes or groups").isBetween(8, 63);
        }
        assertThat(budget.usedBytes()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 700, 5_000, 100_000})
  void shouldHaveGroupsInTheSameSlotsWhenReadWhole(int groups) {
    for (GroupTableDescriptor descriptor : new GroupTableDescriptor[] {LONG_KEY, TEXT_KEY}) {
      MemorySnapshot snapshot = new MemorySnapshot();
      try (GroupTable table = table(descriptor, groups, 1);
          GroupTable copy = new GroupTable(descriptor, MemoryBudget.unlimited())) {
        GroupTableSnapshot.write(table, snapshot);
        GroupTableSnapshot.read(copy, snapshot);
        assertThat(copy.slots()).isEqualTo(table.slots());
        assertThat(copy.room()).isEqualTo(table.room());
        long slot = table.firstGroup();
        long same = copy.firstGroup();
        while (slot >= 0) {
          assertThat(same).isEqualTo(slot);
          assertThat(copy.getLong(same + GroupTableDescriptor.KEY))
              .isEqualTo(table.getLong(slot + GroupTableDescriptor.KEY));
          slot = table.nextGroup(slot);
          same = copy.nextGroup(same);
        }
        assertThat(same).isEqualTo(slot);
      }
    }
  }
}
