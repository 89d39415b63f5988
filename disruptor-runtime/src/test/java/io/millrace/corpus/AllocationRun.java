package io.millrace.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Gives the rows of a file to one engine again and again, until that allocates nothing any more.
 * The watermark stays where every row is in time and none waits for its order.
 */
final class AllocationRun {
  private static final int ROUNDS = 40;
  private static final int BATCHES_PER_ROUND = 50;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationRun() {}

  /** Whether the documentation says that a function of the query allocates. */
  static boolean isExempt(CorpusFile file) {
    String sql = file.script().toUpperCase(Locale.ROOT);
    return !file.failures().isEmpty()
        || sql.contains("UPPER(")
        || sql.contains("LOWER(")
        || sql.contains("TRY_CAST")
        || sql.contains("SAFE_CAST");
  }

  /** Checks that a round allocates no byte. */
  static void check(CompiledCorpus corpus) {
    MemoryBudget budget = new MemoryBudget("corpus", 1 << 28);
    RecordBatch input = corpus.input();
    boolean ordered = corpus.query().plan().contains("RowNumber");
    long watermarkNs = ordered ? Long.MAX_VALUE - 1 : Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    try (StreamExecutionEngine engine =
        corpus
            .query()
            .factory()
            .create(
                new EngineContext(
                    budget,
                    Math.max(16, 2 * input.rowCount()),
                    AllocationRun::drop,
                    (batch, row, reason) -> {},
                    (batch, row, reason) -> {}))) {
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BATCHES_PER_ROUND; i++) {
          engine.onBatch(input, watermarkNs);
          engine.flush();
        }
        least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).as("bytes allocated by the quietest round").isZero();
  }

  private static RecordBatch drop(RecordBatch output) {
    output.clear();
    return output;
  }
}
