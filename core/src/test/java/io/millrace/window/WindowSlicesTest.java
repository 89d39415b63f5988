package io.millrace.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.memory.MemoryBudget;
import io.millrace.memory.MemoryBudgetExceededException;
import io.millrace.state.GroupTable;
import io.millrace.state.GroupTableDescriptor;
import io.millrace.state.MemorySnapshot;
import org.junit.jupiter.api.Test;

class WindowSlicesTest {
  private static final GroupTableDescriptor SLOT = new GroupTableDescriptor(16, true);

  private static void addGroups(GroupTable table, int groups) {
    for (long i = 0; i < groups; i++) {
      table.ordinal(table.insertLong(i), 2);
    }
  }

  @Test
  void shouldCloseInOrderOfStartWhenOpenedInAnyOrder() {
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1)) {
      for (long start : new long[] {50, 10, 90, 30, 70, 20, 10, 80, 40, 60, 100}) {
        windows.slice(start);
      }
      for (long expected = 10; expected <= 100; expected += 10) {
        assertThat(windows.firstStart()).isEqualTo(expected);
        windows.closeFirst();
      }
      assertThat(windows.open()).isZero();
    }
  }

  @Test
  void shouldGiveAnEmptyTableWhenAClosedOneIsUsedAgain() {
    MemoryBudget budget = MemoryBudget.unlimited();
    try (WindowSlices windows = new WindowSlices(SLOT, budget, 1)) {
      GroupTable first = windows.slice(0);
      addGroups(first, 100);
      long used = budget.usedBytes();
      windows.closeFirst();
      GroupTable second = windows.slice(10);
      assertThat(second).isSameAs(first);
      assertThat(second.size()).isZero();
      assertThat(budget.usedBytes()).isEqualTo(used);
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void shouldCountGroupsOfAllWindowsAndRestoreThem() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1);
        WindowSlices copy = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1)) {
      addGroups(windows.slice(0), 3);
      addGroups(windows.slice(-10), 4);
      assertThat(windows.groups()).isEqualTo(7);
      windows.snapshot(snapshot);
      copy.restore(snapshot);
      assertThat(copy.groups()).isEqualTo(7);
      assertThat(copy.firstStart()).isEqualTo(-10);
      assertThat(copy.first().size()).isEqualTo(4);
    }
  }

  @Test
  void shouldOpenWindowsForWantedGroupsOnlyAndTakeThemFromSeveral() {
    MemorySnapshot one = new MemorySnapshot();
    MemorySnapshot other = new MemorySnapshot();
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1);
        WindowSlices copy = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1)) {
      addGroups(windows.slice(0), 3);
      addGroups(windows.slice(10), 300);
      windows.snapshot(one);
      windows.closeFirst();
      windows.closeFirst();
      addGroups(windows.slice(10), 300);
      addGroups(windows.slice(20), 1);
      windows.snapshot(other);
      copy.restore(one.reader(keyGroup -> keyGroup >= 100, batch -> true));
      assertThat(copy.open()).as("keys 0 to 2 are in lower key groups").isEqualTo(1);
      assertThat(copy.firstStart()).isEqualTo(10);
      long upper = copy.groups();
      assertThat(upper).isBetween(1L, 150L);
      copy.restore(other.reader(keyGroup -> keyGroup < 100, batch -> true));
      assertThat(copy.open()).isEqualTo(2);
      assertThat(copy.first().size()).isEqualTo(300);
      assertThat(copy.groups()).isEqualTo(301);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenTheBudgetForbidsToRestore() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1)) {
      for (long start = 0; start < 100; start += 10) {
        addGroups(windows.slice(start), 100);
      }
      windows.snapshot(snapshot);
    }
    MemoryBudget budget = new MemoryBudget("test", 20_000);
    WindowSlices copy = new WindowSlices(SLOT, budget, 1);
    assertThatThrownBy(() -> copy.restore(snapshot))
        .isInstanceOf(MemoryBudgetExceededException.class);
    assertThat(budget.usedBytes()).isPositive();
    copy.close();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void shouldRefuseToOpenOneMoreWindowThanMayBeOpen() {
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1, 3)) {
      GroupTable first = windows.slice(0);
      windows.slice(3_600_000_000_000L);
      windows.slice(86_400_000_000_000L);
      assertThatThrownBy(() -> windows.slice(-1_000_000_000L))
          .isInstanceOf(TooManyWindowsException.class)
          .hasMessage(
              "too many open windows: window_start=1969-12-31T23:59:59,"
                  + " first=1970-01-01T00:00:00, last=1970-01-02T00:00:00, limit=3; check the"
                  + " event time, use longer windows or a shorter watermark delay, or raise the"
                  + " limit open-windows");
      assertThat(windows.open()).isEqualTo(3);
      assertThat(windows.slice(0)).isSameAs(first);
      windows.closeFirst();
      windows.slice(7_200_000_000_000L);
      assertThat(windows.open()).isEqualTo(3);
    }
  }

  @Test
  void shouldRestoreMoreWindowsThanMayBeOpenedSince() {
    MemorySnapshot snapshot = new MemorySnapshot();
    try (WindowSlices windows = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1);
        WindowSlices copy = new WindowSlices(SLOT, MemoryBudget.unlimited(), 1, 2)) {
      for (long start = 0; start < 5; start++) {
        addGroups(windows.slice(start), 1);
      }
      windows.snapshot(snapshot);
      copy.restore(snapshot);
      assertThat(copy.open()).isEqualTo(5);
      assertThatThrownBy(() -> copy.slice(9)).isInstanceOf(TooManyWindowsException.class);
    }
  }
}
