package io.millrace.table;

/**
 * Walks the leaves of a version from a key on, in order. The nodes must not change meanwhile. One
 * thread; free to be used again.
 */
final class LeafWalk {
  private static final int MAX_DEPTH = 32;

  private final InnerNode[] path = new InnerNode[MAX_DEPTH];
  private final int[] at = new int[MAX_DEPTH];
  private int depth;
  private LeafNode leaf;
  private int first;

  /** Begins at the first row. */
  void beginAtFirst(Node root) {
    depth = 0;
    first = 0;
    goDown(root);
  }

  /** Begins at the first row whose key is not below the given columns; or above, if so told. */
  void beginAt(Node root, KeyProbe key, boolean above) {
    Node node = root;
    depth = 0;
    while (node instanceof InnerNode inner) {
      int index = (above ? inner.upperBound(1, key) : inner.lowerBound(1, key)) - 1;
      path[depth] = inner;
      at[depth++] = index;
      node = inner.child(index);
    }
    leaf = (LeafNode) node;
    first = above ? leaf.upperBound(0, key) : leaf.lowerBound(0, key);
  }

  private void goDown(Node from) {
    Node node = from;
    while (node instanceof InnerNode inner) {
      path[depth] = inner;
      at[depth++] = 0;
      node = inner.child(0);
    }
    leaf = (LeafNode) node;
  }

  /** The leaf in work, or null behind the last. */
  LeafNode leaf() {
    return leaf;
  }

  /** Index of the first of its rows that counts; it can be behind the last one. */
  int first() {
    return first;
  }

  /** Moves on to the next leaf. */
  void next() {
    leaf = null;
    first = 0;
    while (depth > 0) {
      InnerNode inner = path[depth - 1];
      int index = at[depth - 1] + 1;
      if (index < inner.count()) {
        at[depth - 1] = index;
        goDown(inner.child(index));
        return;
      }
      depth--;
    }
  }

  /** Forgets all nodes. */
  void end() {
    java.util.Arrays.fill(path, null);
    depth = 0;
    leaf = null;
  }
}
