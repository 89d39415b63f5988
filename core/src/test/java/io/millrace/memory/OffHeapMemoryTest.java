package io.millrace.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffHeapMemoryTest {
  @Test
  void shouldBeZeroAtFirstAndGiveBackWhatWasPut() {
    try (OffHeapMemory memory = OffHeapMemory.allocate(64, MemoryBudget.unlimited())) {
      for (int offset = 0; offset < 64; offset += 8) {
        assertThat(memory.getLong(offset)).isZero();
      }
      memory.putLong(8, Long.MIN_VALUE + 1);
      memory.putInt(21, -7);
      memory.putByte(30, (byte) -128);
      memory.putDouble(40, -0.0);
      assertThat(memory.getLong(8)).isEqualTo(Long.MIN_VALUE + 1);
      assertThat(memory.getInt(21)).isEqualTo(-7);
      assertThat(memory.getByte(30)).isEqualTo((byte) -128);
      assertThat(memory.getDouble(40)).isEqualTo(-0.0);
    }
  }

  @Test
  void shouldCopyAndCompareBytesOfAnyLengthAtAnyOffset() {
    SplittableRandom random = new SplittableRandom(5);
    try (OffHeapMemory memory = OffHeapMemory.allocate(200, MemoryBudget.unlimited());
        OffHeapMemory copy = OffHeapMemory.allocate(200, MemoryBudget.unlimited())) {
      for (int length = 0; length < 60; length++) {
        byte[] source = new byte[length + 9];
        random.nextBytes(source);
        int offset = random.nextInt(100);
        memory.putBytes(offset, source, 5, length);
        assertThat(memory.equalsBytes(offset, source, 5, length)).isTrue();
        copy.copyFrom(memory, offset, 3, length);
        byte[] back = new byte[length + 2];
        copy.getBytes(3, back, 1, length);
        for (int i = 0; i < length; i++) {
          assertThat(back[1 + i]).isEqualTo(source[5 + i]);
        }
        if (length > 0) {
          source[5 + random.nextInt(length)] ^= 1;
          assertThat(memory.equalsBytes(offset, source, 5, length)).isFalse();
        }
      }
    }
  }

  @Test
  void shouldZeroJustTheGivenRange() {
    try (OffHeapMemory memory = OffHeapMemory.allocate(32, MemoryBudget.unlimited())) {
      for (int i = 0; i < 32; i++) {
        memory.putByte(i, (byte) 1);
      }
      memory.zero(9, 14);
      for (int i = 0; i < 32; i++) {
        assertThat(memory.getByte(i)).isEqualTo((byte) (i >= 9 && i < 23 ? 0 : 1));
      }
    }
  }

  @Test
  void shouldFailAtOnceWhenAssertionsAreOnAndTheOffsetIsOutside() {
    OffHeapMemory memory = OffHeapMemory.allocate(16, MemoryBudget.unlimited());
    assertThatThrownBy(() -> memory.getLong(9)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> memory.putByte(-1, (byte) 0)).isInstanceOf(AssertionError.class);
    memory.close();
    assertThatThrownBy(() -> memory.getLong(0)).isInstanceOf(AssertionError.class);
    memory.close();
  }

  @Test
  void shouldTakeFromTheBudgetUntilClosed() {
    MemoryBudget budget = new MemoryBudget("test", 100);
    OffHeapMemory memory = OffHeapMemory.allocate(60, budget);
    assertThat(budget.usedBytes()).isEqualTo(60);
    assertThatThrownBy(() -> OffHeapMemory.allocate(41, budget))
        .isInstanceOf(MemoryBudgetExceededException.class)
        .hasMessage(
            "state over its memory budget: budget=test, limitBytes=100, usedBytes=60,"
                + " neededBytes=41; raise the budget, or bound the state with windows or fewer"
                + " keys");
    memory.close();
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void shouldBoundAQueryByItsPartAndByTheWhole() {
    MemoryBudget whole = new MemoryBudget("engine", 100, 70);
    MemoryBudget first = whole.ofQuery("query 1");
    MemoryBudget second = whole.ofQuery("query 2");
    first.reserve(70);
    assertThatThrownBy(() -> first.reserve(1))
        .isInstanceOf(MemoryBudgetExceededException.class)
        .hasMessage(
            "state over its memory budget: budget=query 1 of engine, limitBytes=70, usedBytes=70,"
                + " neededBytes=1; raise the budget, or bound the state with windows or fewer"
                + " keys");
    second.reserve(30);
    assertThatThrownBy(() -> second.reserve(1))
        .hasMessageContaining("budget=engine, limitBytes=100");
    assertThat(second.usedBytes()).isEqualTo(30);
    assertThat(whole.usedBytes()).isEqualTo(100);
    first.release(70);
    second.reserve(40);
    assertThat(whole.usedBytes()).isEqualTo(70);
    second.release(70);
    assertThat(whole.usedBytes()).isZero();
    assertThat(first.usedBytes()).isZero();
  }
}
