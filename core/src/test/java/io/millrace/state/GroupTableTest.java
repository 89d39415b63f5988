package io.millrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.KeyGroups;
import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.type.VarcharView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final GroupTableDescriptor LONG_KEY_COUNT = new GroupTableDescriptor(24, true);
  private static final GroupTableDescriptor TEXT_KEY_COUNT =
      new GroupTableDescriptor(56, false, 16);

  private static long find(GroupTable table, long key) {
    long slot = table.first(table.hash(key));
    while (table.ordinal(slot) != 0) {
      if (table.getLong(slot + 8) == key) {
        return slot;
      }
      slot = slot + table.descriptor().slotBytes() & table.slotMask();
    }
    slot = table.insertLong(key);
    table.ordinal(slot, table.ordinal(slot) + 1);
    return slot;
  }

  @Test
  void shouldCountLikeAHashMapWhenKeysAreRandom() {
    SplittableRandom random = new SplittableRandom(42);
    Map<Long, Long> expected = new HashMap<>();
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      for (int i = 0; i < 200_000; i++) {
        long key = random.nextLong(-5_000, 5_000);
        long slot = find(table, key);
        table.putLong(slot + 16, table.getLong(slot + 16) + 1);
        expected.merge(key, 1L, Long::sum);
      }
      assertThat(contents(table)).isEqualTo(expected);
      assertThat(table.size()).isEqualTo(expected.size());
    }
  }

  private static Map<Long, Long> contents(GroupTable table) {
    Map<Long, Long> contents = new HashMap<>();
    for (long slot = table.firstGroup(); slot >= 0; slot = table.nextGroup(slot)) {
      contents.put(table.getLong(slot + 8), table.getLong(slot + 16));
    }
    return contents;
  }

  @Test
  void shouldKeepEveryGroupWhenTheBudgetForbidsGrowth() {
    MemoryBudget budget = new MemoryBudget("test", 16 * 32 + 32 * 32);
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, budget)) {
      assertThatThrownBy(
              () -> {
                for (long key = 0; key < 1_000; key++) {
                  table.putLong(find(table, key) + 16, key * key);
                }
              })
          .isInstanceOf(MemoryBudgetExceededException.class)
          .hasMessageStartingWith("state over its memory budget: budget=test, limitBytes=1536")
          .hasMessageContaining("; raise the budget");
      long groups = table.size();
      assertThat(groups).isEqualTo(20);
      for (long key = 0; key < groups; key++) {
        assertThat(table.getLong(find(table, key) + 16)).isEqualTo(key * key);
      }
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void shouldStaySparseWhenKeysCollideUnlessTheBudgetForbidsIt() {
    assertThat(slotsOf(10_000, false, MemoryBudget.unlimited())).isEqualTo(16_384);
    assertThat(slotsOf(10_000, true, MemoryBudget.unlimited())).isEqualTo(65_536);
    MemoryBudget budget = new MemoryBudget("test", 32 * (16_384 + 32_768));
    assertThat(slotsOf(10_000, true, budget)).isEqualTo(32_768);
  }

  /** Slots of a table of keys that are neighbours, or random. */
  private static long slotsOf(int groups, boolean scattered, MemoryBudget budget) {
    SplittableRandom random = new SplittableRandom(7);
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, budget)) {
      for (long i = 0; i < groups; i++) {
        table.putLong(find(table, scattered ? random.nextLong() : i) + 16, i);
      }
      assertThat(table.size()).isEqualTo(groups);
      return table.slots();
    }
  }

  @Test
  void shouldForgetAllGroupsWhenCleared() {
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      for (long key = 0; key < 100; key++) {
        table.putLong(find(table, key) + 16, 1);
      }
      table.clear();
      assertThat(table.size()).isZero();
      assertThat(table.firstGroup()).isEqualTo(-1);
      assertThat(table.getLong(find(table, 7) + 16)).isZero();
    }
  }

  @Test
  void shouldTellNullKeysAndEmittedGroupsByTheirFlags() {
    try (GroupTable table = new GroupTable(TEXT_KEY_COUNT, MemoryBudget.unlimited())) {
      long identity = GroupTable.identity(Hashing.ofLong(5), 0b10);
      long slot = table.insert(identity);
      assertThat(table.isKeyNull(slot, 0)).isFalse();
      assertThat(table.isKeyNull(slot, 1)).isTrue();
      assertThat(table.isEmitted(slot)).isFalse();
      table.setEmitted(slot, true);
      assertThat(table.isEmitted(slot)).isTrue();
      assertThat(table.hasIdentity(slot, identity)).isTrue();
      assertThat(table.hasIdentity(slot, GroupTable.identity(Hashing.ofLong(5), 0))).isFalse();
    }
  }

  @Test
  void shouldForgetANewGroupThatGotNoRow() {
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      long slot = table.insertLong(3);
      assertThat(table.size()).isEqualTo(1);
      table.forgetUnused();
      assertThat(table.size()).isZero();
      table.ordinal(table.insertLong(3), 2);
      table.forgetUnused();
      assertThat(table.size()).isEqualTo(1);
      assertThat(table.ordinal(slot)).isEqualTo(2);
    }
  }

  @Test
  void shouldSpreadTheKeysOfOnePartitionOverAllSlots() {
    for (int partitions : new int[] {1, 2, 3, 8, 128}) {
      try (GroupTable table =
          new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited(), partitions)) {
        long probes = 0;
        long keys = 0;
        for (long key = 0; keys < 10_000; key++) {
          long hash = Hashing.ofLong(key);
          if (KeyGroups.partition(KeyGroups.ofHash(hash), partitions) == partitions - 1) {
            probes += (find(table, key) - table.first(hash) & table.slots() * 32 - 1) / 32;
            keys++;
          }
        }
        assertThat((double) probes / keys).as("partitions=%d", partitions).isLessThan(4.0);
      }
    }
  }

  @Test
  void shouldCountGroupsThatTheCallerMakesInEmptySlots() {
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      long room = table.room();
      for (long key = 0; room > 0; key++) {
        long slot = table.first(table.hash(key));
        while (table.ordinal(slot) != 0) {
          slot = slot + 32 & table.slotMask();
        }
        table.putLong(slot + 8, key);
        table.ordinal(slot, 2);
        room--;
      }
      long slots = table.slots();
      table.room(room);
      assertThat(table.size()).isEqualTo(10);
      find(table, 100);
      assertThat(table.slots()).isEqualTo(2 * slots);
      assertThat(contents(table)).hasSize(11);
    }
  }

  @Test
  void shouldFindKeysQuicklyWhenTheUsualHashDoesNotSpreadThem() {
    long inverse = 0xF1DE83E19937733DL;
    assertThat(inverse * Hashing.MULTIPLIER).isEqualTo(1);
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      long[] keys = new long[20_000];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = i * inverse;
      }
      long longest = 0;
      for (int i = 0; i < keys.length; i++) {
        table.ordinal(find(table, keys[i]), 2 + i);
      }
      for (int i = 0; i < keys.length; i++) {
        long slot = find(table, keys[i]);
        assertThat(table.ordinal(slot)).isEqualTo(2 + i);
        longest = Math.max(longest, slot - table.first(table.hash(keys[i])) & table.slotMask());
      }
      assertThat(table.size()).isEqualTo(keys.length);
      assertThat(longest / 32).isLessThan(512);
    }
  }

  @Test
  void shouldKeepTextsWhenTheyGrowAndShrinkAndTheTableGrows() {
    SplittableRandom random = new SplittableRandom(7);
    Map<Long, String> expected = new HashMap<>();
    StoredText stored = new StoredText();
    try (GroupTable table = new GroupTable(TEXT_KEY_COUNT, MemoryBudget.unlimited())) {
      for (int i = 0; i < 20_000; i++) {
        long key = random.nextLong(500);
        String text = "x".repeat(random.nextInt(40)) + key;
        long slot = slotOf(table, key);
        table.putText(slot + 16, view(text));
        expected.put(key, text);
        assertThat(table.equalsText(slot + 16, view(text))).isTrue();
        assertThat(table.equalsText(slot + 16, view(text + "y"))).isFalse();
      }
      for (Map.Entry<Long, String> entry : expected.entrySet()) {
        VarcharView text = stored.read(table, slotOf(table, entry.getKey()) + 16);
        assertThat(string(text)).isEqualTo(entry.getValue());
      }
    }
  }

  private static long slotOf(GroupTable table, long key) {
    long identity = GroupTable.identity(Hashing.combine(0, key), 0);
    long slot = table.first(identity);
    while (table.ordinal(slot) != 0) {
      if (table.hasIdentity(slot, identity) && table.getLong(slot + 48) == key) {
        return slot;
      }
      slot = slot + table.descriptor().slotBytes() & table.slotMask();
    }
    slot = table.insert(identity);
    table.putLong(slot + 48, key);
    table.ordinal(slot, table.ordinal(slot) + 1);
    return slot;
  }

  private static VarcharView view(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarcharView view = new VarcharView();
    view.set(bytes, 0, bytes.length);
    return view;
  }

  private static String string(VarcharView view) {
    return new String(view.bytes(), view.offset(), view.length(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldTreatNaNAsOneKeyAndZerosAsOneKey() {
    long nan = Hashing.keyBits(Double.longBitsToDouble(0x7ff8dead00000000L));
    assertThat(nan).isEqualTo(Hashing.keyBits(Double.NaN));
    assertThat(Hashing.keyBits(-0.0)).isEqualTo(Hashing.keyBits(0.0));
    assertThat(Hashing.keyBits(1.5)).isNotEqualTo(Hashing.keyBits(-1.5));
  }
}
