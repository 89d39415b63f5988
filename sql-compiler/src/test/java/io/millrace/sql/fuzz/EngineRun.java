package io.millrace.sql.fuzz;

import io.millrace.batch.ColumnText;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.GroupFailureException;
import io.millrace.engine.OutputSink;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.RowSink;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.CompiledQuery;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a query over a few rows and tells what it puts out, as text. */
final class EngineRun {
  private static final int ROOM = 64;

  private EngineRun() {}

  /** One row for each text, numbered from 1, a millisecond apart. */
  static RecordBatch rows(CompiledQuery query, List<String> texts) {
    RecordBatch batch = new RecordBatch(query.inputSchema(), texts.size());
    for (int row = 0; row < texts.size(); row++) {
      batch.column(0).longs()[row] = row + 1L;
      if (texts.get(row) == null) {
        batch.column(1).setNull(row);
      } else {
        batch.column(1).setText(row, texts.get(row));
      }
      batch.column(2).doubles()[row] = row + 0.25;
      batch.column(3).longs()[row] = 1_000_000L * row;
      batch.rowCount(row + 1);
    }
    return batch;
  }

  /** The values of each row that is put out; NULL is null. */
  static List<List<String>> of(CompiledQuery query, RecordBatch input) {
    List<List<String>> result = new ArrayList<>();
    OutputSink output =
        rows -> {
          for (int row = 0; row < rows.rowCount(); row++) {
            result.add(values(rows, row));
          }
          rows.clear();
          return rows;
        };
    EngineContext context =
        new EngineContext(MemoryBudget.unlimited(), ROOM, output, RowSink.NONE, RefusalSink.NONE);
    try (StreamExecutionEngine engine = query.factory().create(context)) {
      engine.onBatch(input, WatermarkSpec.NONE);
      engine.onEndOfInput();
      engine.flush();
    } catch (RowFailureException | GroupFailureException e) {
      result.add(Arrays.asList("failed", e.getMessage()));
    }
    return result;
  }

  private static List<String> values(RecordBatch rows, int row) {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < rows.schema().size(); column++) {
      TextBuffer text = new TextBuffer();
      if (!rows.column(column).isNull(row)) {
        ColumnText.append(text, rows.column(column), row);
      }
      values.add(rows.column(column).isNull(row) ? null : text.toString());
    }
    return values;
  }
}
