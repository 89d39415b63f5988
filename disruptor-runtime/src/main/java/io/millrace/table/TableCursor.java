package io.millrace.table;

import io.millrace.output.Row;

/**
 * Rows of a version in the order of their keys: {@link #next}, then {@link #row}. It belongs to its
 * version, and to the thread of that; a version has one cursor, which begins anew with each scan.
 * Allocates nothing.
 */
public final class TableCursor {
  private final TableVersion version;
  private final LeafWalk walk = new LeafWalk();
  private final Row row = new Row();
  private KeyProbe upper;
  private boolean upperIncluded;
  private boolean last;
  private int index;
  private int end;

  TableCursor(TableVersion version) {
    this.version = version;
  }

  /** Begins a scan between bounds, of which either may be null. */
  TableCursor begin(Node root, KeyProbe lower, KeyProbe newUpper, boolean newUpperIncluded) {
    upper = newUpper;
    upperIncluded = newUpperIncluded;
    if (lower == null) {
      walk.beginAtFirst(root);
    } else {
      walk.beginAt(root, lower, false);
    }
    enter();
    return this;
  }

  /** Finds the end of what counts in the leaf in work. */
  private void enter() {
    LeafNode leaf = walk.leaf();
    index = walk.first() - 1;
    end = leaf.count();
    last = false;
    if (upper != null) {
      int bound = upperIncluded ? leaf.upperBound(0, upper) : leaf.lowerBound(0, upper);
      last = bound < end;
      end = bound;
    }
  }

  /** Moves on to the next row, at first to the first; false if there is none. */
  public boolean next() {
    version.checkHeld();
    if (walk.leaf() == null) {
      return false;
    }
    index++;
    while (index >= end) {
      if (last) {
        walk.end();
        return false;
      }
      walk.next();
      if (walk.leaf() == null) {
        return false;
      }
      enter();
      index++;
    }
    row.wrap(walk.leaf().rows(), index);
    return true;
  }

  /** The row that {@link #next} found, in a view that it moves; valid while the version is held. */
  public Row row() {
    return row;
  }

  void end() {
    walk.end();
  }
}
