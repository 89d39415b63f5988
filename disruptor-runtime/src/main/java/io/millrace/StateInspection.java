package io.millrace;

import io.millrace.engine.EngineContext;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowSink;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.StateRequest;

/** Shows a copy of a query's state as rows, on the calling thread. */
final class StateInspection {
  private static final int OUTPUT_ROWS = 1024;

  private StateInspection() {}

  static void show(
      CompiledQuery inspection, StateRequest request, MemoryBudget budget, Subscriber rows) {
    EngineContext context =
        new EngineContext(
            budget,
            OUTPUT_ROWS,
            batch -> {
              rows.onRows(batch, 0, request.sequence());
              batch.clear();
              return batch;
            },
            RowSink.NONE,
            RefusalSink.NONE);
    try (StreamExecutionEngine engine = inspection.factory().create(context)) {
      for (int partition = 0; partition < request.partitions(); partition++) {
        SnapshotReader state = request.state(partition);
        if (state != null) {
          engine.restore(state);
        }
      }
      engine.onEndOfInput();
      engine.flush();
    }
  }
}
