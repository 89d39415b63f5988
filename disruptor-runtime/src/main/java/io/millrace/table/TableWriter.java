package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.QueryFailedException;
import io.millrace.output.SequenceSubscriber;
import java.util.function.Consumer;

/**
 * Writes a query's changelog to the tree: gathers the rows of a sequence and stores them when it is
 * complete, so that nobody waits for it longer than storing takes, whatever holds up the rest of a
 * sequence. One that is too large to be gathered is stored beside the version that readers see.
 *
 * <p>On the delivering thread only, but for {@link #onError}. Allocates nothing while no reader
 * holds a version and no key is new.
 */
final class TableWriter implements SequenceSubscriber {
  private static final int GATHERED_ROWS = 4096;

  private final TableLayout layout;
  private final TableTree tree;
  private final VersionHandover handover;
  private final Consumer<QueryFailedException> failed;
  private final KeyProbe key = new KeyProbe();
  private RecordBatch gathered;
  private ColumnVector[] columns;
  private ColumnVector[] keys;
  private boolean aside;

  /** Shows the empty table, which no sequence has changed. */
  TableWriter(
      TableLayout layout,
      long maxRows,
      VersionHandover handover,
      Consumer<QueryFailedException> failed) {
    this.layout = layout;
    this.tree = new TableTree(layout, maxRows);
    this.handover = handover;
    this.failed = failed;
    handover.show(tree.root(), 0, -1);
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    if (handover.hasEnded()) {
      return;
    }
    if (gathered == null) {
      gathered = new RecordBatch(rows.schema(), Math.max(GATHERED_ROWS, rows.capacity()));
      columns = TableLayout.columns(gathered);
      keys = layout.keys(gathered);
    }
    if (rows.rowCount() > gathered.capacity() - gathered.rowCount()) {
      if (!aside) {
        beginAside();
      }
      store();
    }
    gathered.appendRange(rows, 0, rows.rowCount());
  }

  @Override
  public void onSequence(long sequence) {
    if (!aside && !handover.beginInPlace()) {
      beginAside();
    }
    store();
    handover.show(tree.root(), tree.rows(), sequence);
    aside = false;
  }

  private void beginAside() {
    aside = true;
    tree.beginEpoch();
    handover.beginAside();
  }

  private void store() {
    if (gathered == null) {
      return;
    }
    byte[] kinds = gathered.kinds();
    for (int row = 0; row < gathered.rowCount(); row++) {
      if (kinds[row] != RowKind.UPDATE_BEFORE) {
        key.set(keys, row, keys.length);
        if (kinds[row] == RowKind.DELETE) {
          tree.remove(key);
        } else {
          tree.put(key, columns, row);
        }
      }
    }
    gathered.clear();
  }

  @Override
  public void onError(QueryFailedException failure) {
    failed.accept(failure);
  }
}
