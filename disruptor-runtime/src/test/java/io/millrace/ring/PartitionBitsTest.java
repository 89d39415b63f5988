package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.KeyGroups;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionBitsTest {
  private static final int BATCH_ROWS = 200;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 100, 128})
  void shouldSelectTheRowsOfEachPartitionInTheirOrder(int partitions) {
    PartitionBits bits = new PartitionBits(BATCH_ROWS, partitions);
    SplittableRandom random = new SplittableRandom(partitions);
    for (int count : new int[] {BATCH_ROWS, 1, 57, 64, 65, 128, BATCH_ROWS}) {
      int groups = 1 + random.nextInt(KeyGroups.COUNT);
      byte[] keyGroups = new byte[PartitionBits.roundUp(BATCH_ROWS)];
      for (int i = 0; i < keyGroups.length; i++) {
        keyGroups[i] = (byte) random.nextInt(groups);
      }
      assertRows(bits, partitions, keyGroups, count);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9})
  void shouldSelectAllRowsOfABatchThatIsForOnePartition(int partitions) {
    PartitionBits bits = new PartitionBits(BATCH_ROWS, partitions);
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      byte[] keyGroups = new byte[PartitionBits.roundUp(BATCH_ROWS)];
      Arrays.fill(keyGroups, (byte) group);
      assertRows(bits, partitions, keyGroups, BATCH_ROWS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 128})
  void shouldSeeASingleForeignRow(int partitions) {
    PartitionBits bits = new PartitionBits(BATCH_ROWS, partitions);
    for (int row : new int[] {0, 63, 64, 127, 191, 192, 199}) {
      byte[] keyGroups = new byte[PartitionBits.roundUp(BATCH_ROWS)];
      keyGroups[row] = KeyGroups.COUNT - 1;
      assertThat(bits.fill(keyGroups.clone(), BATCH_ROWS)).isEqualTo(PartitionBits.SEVERAL);
      assertRows(bits, partitions, keyGroups, BATCH_ROWS);
      assertThat(bits.fill(keyGroups.clone(), Math.max(1, row)) == PartitionBits.SEVERAL).isFalse();
    }
  }

  private static void assertRows(PartitionBits bits, int partitions, byte[] keyGroups, int count) {
    int sole = bits.fill(keyGroups.clone(), count);
    int[] selected = new int[BATCH_ROWS];
    for (int partition = 0; partition < partitions; partition++) {
      int own = partition;
      int found = bits.select(partition, selected);
      assertThat(Arrays.copyOf(selected, found))
          .isEqualTo(
              IntStream.range(0, count)
                  .filter(row -> KeyGroups.partition(keyGroups[row], partitions) == own)
                  .toArray());
      assertThat(found == count).isEqualTo(sole == partition);
    }
  }
}
