package io.millrace.table;

import io.millrace.batch.RecordBatch;

/** A leaf: rows of the table. */
final class LeafNode extends Node {
  LeafNode(TableLayout layout, long epoch) {
    this(layout, epoch, new RecordBatch(layout.schema(), layout.leafRows()));
  }

  private LeafNode(TableLayout layout, long epoch, RecordBatch rows) {
    super(layout, epoch, rows, layout.keys(rows));
  }

  /** The rows, in the order of their keys. */
  RecordBatch rows() {
    return entries;
  }

  @Override
  Node empty(long newEpoch) {
    return new LeafNode(layout, newEpoch);
  }
}
