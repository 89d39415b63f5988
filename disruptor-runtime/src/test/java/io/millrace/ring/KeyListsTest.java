package io.millrace.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.KeyGroups;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyListsTest {
  private static final int BATCH_ROWS = 100;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 9, 128})
  void shouldListTheRowsOfEachPartitionInTheirOrder(int partitions) {
    KeyLists lists = new KeyLists(BATCH_ROWS, partitions);
    SplittableRandom random = new SplittableRandom(partitions);
    for (int count : new int[] {BATCH_ROWS, 0, 1, 57, BATCH_ROWS}) {
      int groups = 1 + random.nextInt(KeyGroups.COUNT);
      int[] keyGroups = random.ints(BATCH_ROWS, 0, groups).toArray();
      assertLists(lists, partitions, keyGroups, count);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9})
  void shouldListAllRowsOfABatchThatIsForOnePartition(int partitions) {
    KeyLists lists = new KeyLists(BATCH_ROWS, partitions);
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      int[] keyGroups = new int[BATCH_ROWS];
      Arrays.fill(keyGroups, group);
      assertLists(lists, partitions, keyGroups, BATCH_ROWS);
    }
  }

  private static void assertLists(KeyLists lists, int partitions, int[] keyGroups, int count) {
    lists.fill(keyGroups, count);
    for (int partition = 0; partition < partitions; partition++) {
      int own = partition;
      int start = lists.start(partition);
      assertThat(Arrays.copyOfRange(lists.rows(), start, start + lists.count(partition)))
          .isEqualTo(
              IntStream.range(0, count)
                  .filter(row -> KeyGroups.partition(keyGroups[row], partitions) == own)
                  .toArray());
    }
  }
}
