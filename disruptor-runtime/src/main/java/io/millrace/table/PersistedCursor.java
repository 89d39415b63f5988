package io.millrace.table;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.store.RowFileReader;
import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a {@link PersistedTable}, in no order: {@link #next}, then {@link #row}. Each part of
 * the file is copied before its rows are handed out. On the thread of its table.
 */
public final class PersistedCursor {
  private static final int BATCH_ROWS = 512;

  private final RowFileReader file;
  private final Schema schema;
  private final List<RecordBatch> batches = new ArrayList<>();
  private final Row row = new Row();
  private int filled;
  private int nextBatch;
  private int nextSegment;
  private RecordBatch current;
  private int index;

  PersistedCursor(RowFileReader file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  /** Moves on to the next row, at first to the first; false if there is none. */
  public boolean next() {
    index++;
    if (current == null || index >= current.rowCount()) {
      current = batch();
      index = 0;
    }
    if (current == null) {
      return false;
    }
    row.wrap(current, index);
    return true;
  }

  /** The row that {@link #next} found, in a view that it moves. */
  public Row row() {
    return row;
  }

  /** The next rows, valid until the call after; null behind the last. */
  RecordBatch batch() {
    while (nextBatch == filled) {
      if (nextSegment == file.segments()) {
        return null;
      }
      nextBatch = 0;
      filled = 0;
      file.readSegment(nextSegment++, this::room);
    }
    return batches.get(nextBatch++);
  }

  private RecordBatch room() {
    if (filled == 0 || batches.get(filled - 1).isFull()) {
      if (filled == batches.size()) {
        batches.add(new RecordBatch(schema, BATCH_ROWS));
      }
      batches.get(filled++).clear();
    }
    return batches.get(filled - 1);
  }
}
