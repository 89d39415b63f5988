package io.millrace.engine;

import io.millrace.memory.MemoryBudget;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;

/**
 * What an engine is given.
 *
 * @param budget bounds its off-heap state
 * @param outputCapacity least rows that an output batch has room for
 * @param output takes its output batches
 * @param late takes rows that came after their window was closed or their order was final
 * @param refused takes rows that the query cannot use, such as those without event time, and groups
 *     whose result cannot be computed
 * @param partitions number of partitions among which the keys are divided; the engine sees one's
 * @param mostOpenWindows most windows that may be open at a time
 */
public record EngineContext(
    MemoryBudget budget,
    int outputCapacity,
    OutputSink output,
    RowSink late,
    RefusalSink refused,
    int partitions,
    int mostOpenWindows) {
  /** With the number of open windows that holds unless something else is said. */
  public EngineContext(
      MemoryBudget budget,
      int outputCapacity,
      OutputSink output,
      RowSink late,
      RefusalSink refused,
      int partitions) {
    this(
        budget,
        outputCapacity,
        output,
        late,
        refused,
        partitions,
        SqlLimits.defaults().count(SqlLimit.OPEN_WINDOWS));
  }

  /** For an engine that sees all keys. */
  public EngineContext(
      MemoryBudget budget,
      int outputCapacity,
      OutputSink output,
      RowSink late,
      RefusalSink refused) {
    this(budget, outputCapacity, output, late, refused, 1);
  }
}
