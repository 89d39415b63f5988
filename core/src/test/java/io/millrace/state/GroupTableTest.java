package io.millrace.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.type.VarcharView;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupTableTest {
  private static final GroupTableDescriptor LONG_KEY_COUNT = new GroupTableDescriptor(24);
  private static final GroupTableDescriptor TEXT_KEY_COUNT = new GroupTableDescriptor(32, 8);

  private static long find(GroupTable table, long key) {
    long wanted = GroupTable.header(Hashing.ofLong(key), 0);
    long slot = table.first(wanted);
    while (table.header(slot) != GroupTable.EMPTY) {
      if (GroupTable.matches(table.header(slot), wanted) && table.getLong(slot + 8) == key) {
        return slot;
      }
      slot = table.next(slot);
    }
    slot = table.insert(slot, wanted);
    table.putLong(slot + 8, key);
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
    MemoryBudget budget = new MemoryBudget("test", 16 * 24 + 32 * 24);
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, budget)) {
      assertThatThrownBy(
              () -> {
                for (long key = 0; key < 1_000; key++) {
                  table.putLong(find(table, key) + 16, key * key);
                }
              })
          .isInstanceOf(MemoryBudgetExceededException.class)
          .hasMessageStartingWith("state over its memory budget: budget=test, limitBytes=1152")
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
    try (GroupTable table = new GroupTable(LONG_KEY_COUNT, MemoryBudget.unlimited())) {
      long wanted = GroupTable.header(Hashing.ofLong(0), 0b10);
      long slot = table.insert(table.first(wanted), wanted);
      assertThat(table.isKeyNull(slot, 0)).isFalse();
      assertThat(table.isKeyNull(slot, 1)).isTrue();
      assertThat(table.isEmitted(slot)).isFalse();
      table.setEmitted(slot, true);
      assertThat(table.isEmitted(slot)).isTrue();
      assertThat(GroupTable.matches(table.header(slot), wanted)).isTrue();
      assertThat(GroupTable.matches(table.header(slot), GroupTable.header(Hashing.ofLong(0), 0)))
          .isFalse();
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
        table.putText(slot + 8, view(text));
        expected.put(key, text);
        assertThat(table.equalsText(slot + 8, view(text))).isTrue();
        assertThat(table.equalsText(slot + 8, view(text + "y"))).isFalse();
      }
      for (Map.Entry<Long, String> entry : expected.entrySet()) {
        VarcharView text = stored.read(table, slotOf(table, entry.getKey()) + 8);
        assertThat(string(text)).isEqualTo(entry.getValue());
      }
    }
  }

  private static long slotOf(GroupTable table, long key) {
    long wanted = GroupTable.header(Hashing.ofLong(key), 0);
    long slot = table.first(wanted);
    while (table.header(slot) != GroupTable.EMPTY) {
      if (GroupTable.matches(table.header(slot), wanted) && table.getLong(slot + 24) == key) {
        return slot;
      }
      slot = table.next(slot);
    }
    slot = table.insert(slot, wanted);
    table.putLong(slot + 24, key);
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
  void shouldComeBackFromASnapshotWhenItHoldsTexts() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (GroupTable table = new GroupTable(TEXT_KEY_COUNT, MemoryBudget.unlimited());
        GroupTable copy = new GroupTable(TEXT_KEY_COUNT, MemoryBudget.unlimited())) {
      for (long key = 0; key < 100; key++) {
        table.putText(slotOf(table, key) + 8, view("text " + key));
      }
      GroupTableSnapshot.write(table, snapshot);
      GroupTableSnapshot.read(copy, snapshot);
      assertThat(copy.size()).isEqualTo(100);
      StoredText stored = new StoredText();
      for (long key = 0; key < 100; key++) {
        assertThat(string(stored.read(copy, slotOf(copy, key) + 8))).isEqualTo("text " + key);
      }
    }
  }

  @Test
  void shouldTreatNaNAsOneKeyAndZerosAsOneKey() {
    long nan = Hashing.keyBits(Double.longBitsToDouble(0x7ff8dead00000000L));
    assertThat(nan).isEqualTo(Hashing.keyBits(Double.NaN));
    assertThat(Hashing.keyBits(-0.0)).isEqualTo(Hashing.keyBits(0.0));
    assertThat(Hashing.keyBits(1.5)).isNotEqualTo(Hashing.keyBits(-1.5));
  }
}
