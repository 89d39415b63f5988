package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.QueryFailedException;
import io.millrace.over.RowSnapshot;
import io.millrace.store.RowFileWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Writes a query's changelog to the tree: gathers the rows of a sequence and stores them when it is
 * complete, so that nobody waits for it longer than storing takes, whatever holds up the rest of a
 * sequence. One that is too large to be gathered is stored beside the version that readers see.
 *
 * <p>On the delivering thread only, but for {@link #onError}. Allocates nothing while no reader
 * holds a version and no key is new.
 */
final class TableWriter implements DurableSubscriber {
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
  private final RowFileWriter file;

  /** Shows the empty table, which no sequence has changed. */
  TableWriter(
      TableLayout layout,
      long maxRows,
      VersionHandover handover,
      Consumer<QueryFailedException> failed,
      RowFileWriter file) {
    this.layout = layout;
    this.tree = new TableTree(layout, maxRows);
    this.handover = handover;
    this.failed = failed;
    this.file = file;
    if (file != null) {
      keepRows();
    }
    handover.show(tree.root(), tree.rows(), -1);
  }

  /** Takes over the rows that the file has kept. */
  private void keepRows() {
    RecordBatch row = new RecordBatch(layout.schema(), 1);
    columns = TableLayout.columns(row);
    keys = layout.keys(row);
    file.readAll(
        () -> {
          storeKept(row);
          return row;
        });
    storeKept(row);
    columns = null;
    keys = null;
  }

  private void storeKept(RecordBatch row) {
    if (row.rowCount() > 0) {
      key.set(keys, 0, keys.length);
      tree.put(key, columns, 0);
      row.clear();
    }
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
      store(sequence);
    }
    gathered.appendRange(rows, 0, rows.rowCount());
  }

  @Override
  public void onSequence(long sequence) {
    if (!aside && !handover.beginInPlace()) {
      beginAside();
    }
    store(sequence);
    handover.show(tree.root(), tree.rows(), sequence);
    if (file != null) {
      file.complete(sequence);
    }
    aside = false;
  }

  private void beginAside() {
    aside = true;
    tree.beginEpoch();
    handover.beginAside();
  }

  private void store(long sequence) {
    if (gathered == null || gathered.rowCount() == 0) {
      return;
    }
    if (file != null) {
      file.begin(sequence);
    }
    byte[] kinds = gathered.kinds();
    for (int row = 0; row < gathered.rowCount(); row++) {
      if (kinds[row] != RowKind.UPDATE_BEFORE) {
        key.set(keys, row, keys.length);
        if (file != null) {
          storeInFile(row, kinds[row] == RowKind.DELETE);
        }
        if (kinds[row] == RowKind.DELETE) {
          tree.remove(key);
        } else {
          tree.put(key, columns, row);
        }
      }
    }
    gathered.clear();
  }

  /** All rows are written, also those that a file has: it may be behind when a machine fails. */
  @Override
  public void onCheckpoint(long sequence, DataOutput state) throws IOException {
    state.writeLong(tree.rows());
    RowOutput out = new RowOutput(state);
    LeafWalk walk = new LeafWalk();
    walk.beginAtFirst(tree.root());
    while (walk.leaf() != null) {
      LeafNode leaf = walk.leaf();
      for (int row = walk.first(); row < leaf.count(); row++) {
        RowSnapshot.write(leaf.rows(), row, out);
      }
      walk.next();
    }
  }

  /** Rows that a file has are replaced as they come once more. */
  @Override
  public void onBegin() {}

  @Override
  public void onRestore(long sequence, DataInput state) throws IOException {
    if (!handover.beginInPlace()) {
      beginAside();
    }
    RecordBatch row = new RecordBatch(layout.schema(), 1);
    ColumnVector[] rowColumns = TableLayout.columns(row);
    ColumnVector[] rowKeys = layout.keys(row);
    long rows = state.readLong();
    RowInput in = new RowInput(state);
    if (file != null) {
      file.begin(sequence);
    }
    for (long i = 0; i < rows; i++) {
      row.clear();
      RowSnapshot.read(row, in);
      key.set(rowKeys, 0, rowKeys.length);
      tree.put(key, rowColumns, 0);
      if (file != null) {
        file.put(rowKeys, rowColumns, 0);
      }
    }
    handover.show(tree.root(), tree.rows(), sequence);
    aside = false;
  }

  private void storeInFile(int row, boolean delete) {
    if (delete) {
      file.remove(keys, row);
    } else {
      file.put(keys, columns, row);
    }
  }

  @Override
  public void onError(QueryFailedException failure) {
    failed.accept(failure);
  }
}
