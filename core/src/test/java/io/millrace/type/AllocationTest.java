package io.millrace.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int ROUNDS = 50_000;
  private static final byte[] INTEGER = bytes("-1234567");
  private static final byte[] DOUBLE = bytes("0.12345678901234567");
  private static final byte[] DECIMAL = bytes("12345.675");
  private static final byte[] TIMESTAMP = bytes("2024-01-31 12:00:00.123+01:00");
  private static final byte[] EPOCH = bytes("1385386387.123");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final TextBuffer out = new TextBuffer(1024);
  private final Decimal128 wide = new Decimal128();
  private final VarcharView text = VarcharView.of("  Grüße an alle Kunden, mit 20 % Rabatt ");
  private final VarcharView view = new VarcharView();
  private final LikePattern pattern = LikePattern.compile("%an a_le%Rabatt%");
  private long sink;

  @Test
  void shouldCalculateWithoutAllocation() {
    assertAllocatesNothing(
        i -> {
          wide.set(i, 77).add(5).multiply(3, 1 << 20, 9).divide(0, 997, 6);
          wide.remainder(3, 0, 1_000_003, 2).negate().scaleUp(9).scaleDown(4);
          sink += (long) wide.toDouble(20) + wide.average(7, 2, 6).low();
          wide.setDouble(i / 7.0, 11);
          sink += DecimalLong.divide(i, 997, 9) + DecimalLong.multiply(i, 123_456_789, 3);
        });
  }

  @Test
  void shouldHandleTextWithoutAllocation() {
    assertAllocatesNothing(
        i -> {
          view.set(text).trim(true, true).substring(3 + (i & 3), 20);
          sink += view.hash64() + view.codePointCount() + (view.compareTo(text) < 0 ? 1 : 0);
          sink += pattern.matches(text) ? 1 : 0;
          sink += view.contentEquals(text) ? 1 : 0;
          out.clear().append(view).append(text).append("constant");
        });
  }

  @Test
  void shouldReadWithoutAllocation() {
    assertAllocatesNothing(
        i -> {
          sink += IntegerText.parseLong(INTEGER, 0, INTEGER.length);
          sink += (long) FloatingText.parseDouble(DOUBLE, 0, DOUBLE.length);
          sink += (long) FloatingText.parseFloat(DOUBLE, 0, DOUBLE.length);
          sink += DecimalText.parse(DECIMAL, 0, DECIMAL.length, 10, 2);
          DecimalText.parse(DECIMAL, 0, DECIMAL.length, 38, 10, wide);
          sink += TimestampText.parse(TIMESTAMP, 0, TIMESTAMP.length, 6);
          sink += DateText.parse(TIMESTAMP, 0, 10) + TimeText.parse(TIMESTAMP, 11, 19, 6);
          sink += EpochText.parse(EPOCH, 0, EPOCH.length, EpochUnit.SECONDS, 6);
        });
  }

  @Test
  void shouldWriteWithoutAllocation() {
    assertAllocatesNothing(
        i -> {
          out.clear();
          IntegerText.append(out, i * 12_345L);
          FloatingText.append(out, i / 8.0);
          FloatingText.append(out, i % 1000 / 4f);
          DecimalText.append(out, i, 3);
          DecimalText.append(out, i, -i, 30);
          BooleanText.append(out, (i & 1) == 0);
          DateText.append(out, i);
          TimestampText.append(out, i * 987_654_321_012L);
          IntervalText.appendDayToSecond(out, i * 987_654_321_012L);
        });
  }

  private interface Step {
    void run(int i);
  }

  private void assertAllocatesNothing(Step step) {
    for (int i = 0; i < ROUNDS; i++) {
      step.run(i);
    }
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < ROUNDS; i++) {
      step.run(i);
    }
    // Reading the counter itself may allocate a little, a step of the loop may not.
    assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(ROUNDS);
    assertThat(sink).isNotEqualTo(-1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
