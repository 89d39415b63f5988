package io.millrace.table;

import io.millrace.batch.RecordBatch;

/**
 * An inner node: children, and for each but the first a key that is above every key before it and
 * not above any in it.
 */
final class InnerNode extends Node {
  private final Node[] children;

  InnerNode(TableLayout layout, long epoch) {
    this(layout, epoch, new RecordBatch(layout.keySchema(), layout.children()));
  }

  private InnerNode(TableLayout layout, long epoch, RecordBatch separators) {
    super(layout, epoch, separators, TableLayout.columns(separators));
    this.children = new Node[separators.capacity()];
  }

  Node child(int index) {
    return children[index];
  }

  void child(int index, Node child) {
    children[index] = child;
  }

  /** Index of the child where a whole key belongs. */
  int childOf(KeyProbe key) {
    return upperBound(1, key) - 1;
  }

  /** Puts a child in whose first entry is the key that divides it from the one before. */
  void insertChild(int index, Node child) {
    System.arraycopy(children, index, children, index + 1, count() - index);
    insert(index, child.keys(), 0);
    children[index] = child;
  }

  @Override
  void remove(int index) {
    System.arraycopy(children, index + 1, children, index, count() - index - 1);
    children[count() - 1] = null;
    super.remove(index);
  }

  @Override
  void truncate(int from) {
    for (int i = from; i < count(); i++) {
      children[i] = null;
    }
    super.truncate(from);
  }

  @Override
  void append(Node other, int from, int count) {
    System.arraycopy(((InnerNode) other).children, from, children, count(), count);
    super.append(other, from, count);
  }

  @Override
  Node empty(long newEpoch) {
    return new InnerNode(layout, newEpoch);
  }
}
