package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.AffinityStrategies;
import net.openhft.affinity.AffinityThreadFactory;
import org.junit.jupiter.api.Test;

class ThreadFactoryTest {
  private final List<Integer> processors = new ArrayList<>();

  private void sum(MillraceConfig config, Delivery delivery, List<Long> sums) {
    try (Millrace engine = Millrace.start(config)) {
      engine.execute("CREATE STREAM t (v BIGINT)");
      engine.subscribe(
          "SELECT SUM(v) AS total FROM t",
          delivery,
          (rows, partition, sequence) -> {
            for (int row = 0; row < rows.rowCount(); row++) {
              sums.add(rows.column(0).longs()[row]);
              processors.add(Affinity.getAffinity().cardinality());
            }
          });
      engine.execute("INSERT INTO t VALUES (20), (22)");
      engine.drain();
    }
  }

  @Test
  void shouldTakeAllThreadsFromTheFactoryAndNameThem() {
    List<Thread> made = new CopyOnWriteArrayList<>();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("made")
            .withThreadFactory(
                work -> {
                  Thread thread = new Thread(work);
                  made.add(thread);
                  return thread;
                });
    sum(config, Delivery.ORDERED, new ArrayList<>());
    assertThat(made)
        .extracting(Thread::getName)
        .containsExactly("made-t-0-partition-0", "made-t-0-delivery");
    assertThat(made).noneMatch(Thread::isAlive);
  }

  /** Without processors set apart the library binds nothing, so one is named here. */
  @Test
  void shouldRunOnAThreadThatIsBoundToOneProcessor() {
    assumeTrue(Runtime.getRuntime().availableProcessors() >= 2);
    System.setProperty("affinity.reserved", "2");
    List<Long> sums = new ArrayList<>();
    MillraceConfig config =
        MillraceConfig.defaults()
            .withName("bound")
            .withThreadFactory(new AffinityThreadFactory("bound", AffinityStrategies.ANY));
    try {
      sum(config, Delivery.PARTITION, sums);
    } finally {
      System.clearProperty("affinity.reserved");
    }
    assertThat(processors).containsExactly(1, 1);
    assertThat(sums).containsExactly(20L, 42L);
  }
}
