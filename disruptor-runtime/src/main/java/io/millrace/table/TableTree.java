package io.millrace.table;

import io.millrace.batch.ColumnVector;

/**
 * A B+tree of rows as its one writer sees it. Nodes of the present epoch are changed in place,
 * older ones are copied first, with all nodes above them; so whoever holds the root of an older
 * epoch sees it unchanged for ever. One thread; allocates for new nodes only.
 */
final class TableTree {
  private static final int MAX_DEPTH = 32;

  private final TableLayout layout;
  private final long maxRows;
  private final InnerNode[] path = new InnerNode[MAX_DEPTH];
  private final int[] at = new int[MAX_DEPTH];
  private int depth;
  private Node root;
  private long rows;
  private long epoch;

  /** An empty tree that takes at most so many rows. */
  TableTree(TableLayout layout, long maxRows) {
    this.layout = layout;
    this.maxRows = maxRows;
    this.root = new LeafNode(layout, epoch);
  }

  Node root() {
    return root;
  }

  long rows() {
    return rows;
  }

  /** From now on every node that there is will be copied before it changes. */
  void beginEpoch() {
    epoch++;
  }

  /**
   * Stores a row over the one of its key, or as a new one.
   *
   * @throws IllegalStateException if it would be one row too many
   */
  void put(KeyProbe key, ColumnVector[] source, int row) {
    LeafNode leaf = descend(key);
    int index = leaf.lowerBound(0, key);
    if (leaf.isAt(index, key)) {
      leaf.update(index, source, row);
      return;
    }
    if (rows == maxRows) {
      throw new IllegalStateException(
          "table is full: rows="
              + rows
              + "; raise MillraceConfig.withTableRows, or select fewer groups");
    }
    rows++;
    if (!leaf.isFull()) {
      leaf.insert(index, source, row);
      return;
    }
    int middle = index == leaf.count() && isLast() ? index : leaf.count() / 2;
    Node right = leaf.empty(epoch);
    if (middle < index || middle == leaf.count()) {
      split(leaf, right, middle);
      right.insert(index - middle, source, row);
    } else {
      split(leaf, right, middle);
      leaf.insert(index, source, row);
    }
    addAbove(leaf, right);
  }

  /** Takes the row of a key away, if there is one. */
  void remove(KeyProbe key) {
    LeafNode leaf = descend(key);
    int index = leaf.lowerBound(0, key);
    if (leaf.isAt(index, key)) {
      rows--;
      leaf.remove(index);
      mergeAbove(leaf);
    }
  }

  private Node owned(Node node) {
    return node.epoch == epoch ? node : node.copy(epoch);
  }

  /** Goes down to the leaf where a key belongs; all nodes on the path may then be changed. */
  private LeafNode descend(KeyProbe key) {
    root = owned(root);
    Node node = root;
    depth = 0;
    while (node instanceof InnerNode inner) {
      int index = inner.childOf(key);
      node = owned(inner.child(index));
      inner.child(index, node);
      path[depth] = inner;
      at[depth] = index;
      depth++;
    }
    return (LeafNode) node;
  }

  /** Whether the path leads to the last leaf: keys that only go up then fill their leaves. */
  private boolean isLast() {
    for (int level = 0; level < depth; level++) {
      if (at[level] != path[level].count() - 1) {
        return false;
      }
    }
    return true;
  }

  private static void split(Node left, Node right, int middle) {
    right.append(left, middle, left.count() - middle);
    left.truncate(middle);
  }

  /** Puts a new node behind the one at the end of the path, and splits what becomes too large. */
  private void addAbove(Node leftLeaf, Node rightLeaf) {
    Node left = leftLeaf;
    Node right = rightLeaf;
    for (int level = depth - 1; level >= 0; level--) {
      InnerNode parent = path[level];
      int index = at[level] + 1;
      if (!parent.isFull()) {
        parent.insertChild(index, right);
        return;
      }
      InnerNode behind = (InnerNode) parent.empty(epoch);
      int middle = parent.count() / 2;
      split(parent, behind, middle);
      if (index <= middle) {
        parent.insertChild(index, right);
      } else {
        behind.insertChild(index - middle, right);
      }
      left = parent;
      right = behind;
    }
    InnerNode above = new InnerNode(layout, epoch);
    above.insertChild(0, left);
    above.insertChild(1, right);
    root = above;
  }

  /** Takes away nodes that are empty and merges small ones, from the end of the path up. */
  private void mergeAbove(LeafNode leaf) {
    Node node = leaf;
    for (int level = depth - 1; level >= 0; level--) {
      InnerNode parent = path[level];
      if (node.count() == 0) {
        parent.remove(at[level]);
      } else if (node.count() > node.entries.capacity() / 4 || !merge(parent, at[level])) {
        break;
      }
      node = parent;
    }
    while (root instanceof InnerNode inner && inner.count() < 2) {
      root = inner.count() == 0 ? new LeafNode(layout, epoch) : inner.child(0);
    }
  }

  /** Merges a child with the one behind or before it, if both leave room in one node. */
  private boolean merge(InnerNode parent, int index) {
    return (index + 1 < parent.count() && mergeNext(parent, index))
        || (index > 0 && mergeNext(parent, index - 1));
  }

  private boolean mergeNext(InnerNode parent, int index) {
    Node right = parent.child(index + 1);
    int sum = parent.child(index).count() + right.count();
    int capacity = right.entries.capacity();
    if (sum > capacity / 4 * 3) {
      return false;
    }
    Node left = owned(parent.child(index));
    parent.child(index, left);
    int joint = left.count();
    left.append(right, 0, right.count());
    if (left instanceof InnerNode) {
      left.overwriteKey(joint, parent, index + 1);
    }
    parent.remove(index + 1);
    return true;
  }
}
