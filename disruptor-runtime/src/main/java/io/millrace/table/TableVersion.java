package io.millrace.table;

import io.millrace.output.Row;
import io.millrace.type.Schema;

/**
 * The rows of a table as of one sequence. They never change while it is held, and holding it never
 * makes the writer wait: it copies what it has to change. So hold it as long as you read, then
 * close it or {@link #refresh} it. One that is lost without {@link #close} costs memory until it is
 * collected as garbage, and nothing else.
 *
 * <p>One thread at a time. What it gives out is valid until it is closed or refreshed. Look-ups by
 * {@link TableKey}, scans and {@link #refresh} allocate nothing, but for a cursor at the first
 * scan.
 */
public final class TableVersion implements AutoCloseable {
  private final Table table;
  private final LeafWalk walk = new LeafWalk();
  private final Row row = new Row();
  private PublishedVersion held;
  private TableCursor cursor;

  TableVersion(Table table, PublishedVersion held) {
    this.table = table;
    this.held = held;
  }

  /**
   * The sequence up to which everything is in, and nothing beyond: a place in the ring that the
   * query reads. -1 before the first.
   */
  public long sequence() {
    return checkHeld().sequence();
  }

  /** Number of rows. */
  public long rowCount() {
    return checkHeld().rows();
  }

  /** The columns of the rows. */
  public Schema schema() {
    return table.schema();
  }

  /** The row of a key, in a view that the next look-up moves, or null if there is none. */
  public Row find(TableKey key) {
    return find(key.wholeProbe());
  }

  /**
   * Like {@link #find(TableKey)}; allocates.
   *
   * @param key one value a key column, in their order: numbers, text, java.time values, null
   */
  public Row find(Object... key) {
    return find(table.key(key));
  }

  /** A copy of the row of a key that outlives this, or null; allocates. */
  Row findCopy(TableKey key) {
    Row found = find(key);
    return found == null ? null : found.copy();
  }

  private Row find(KeyProbe key) {
    Node node = checkHeld().root();
    while (node instanceof InnerNode inner) {
      node = inner.child(inner.childOf(key));
    }
    LeafNode leaf = (LeafNode) node;
    int index = leaf.lowerBound(0, key);
    return leaf.isAt(index, key) ? row.wrap(leaf.rows(), index) : null;
  }

  /** All rows in the order of their keys. */
  public TableCursor scan() {
    return begin(null, null, false);
  }

  /** The rows whose key begins with these columns. */
  public TableCursor prefix(TableKey columns) {
    return rangeClosed(columns, columns);
  }

  /** Like {@link #prefix(TableKey)}; allocates. */
  public TableCursor prefix(Object... columns) {
    return prefix(table.key(columns));
  }

  /**
   * The rows from a key on and before another. Either can be the first columns of a key only: what
   * begins with those of the lower bound is in, what begins with those of the upper bound is not.
   *
   * @param lower null for no lower bound
   * @param upper another key object, or null for no upper bound; not to be set while the scan runs
   */
  public TableCursor range(TableKey lower, TableKey upper) {
    return begin(lower, upper, false);
  }

  /** Like {@link #range}, and what begins with the upper bound is in. */
  public TableCursor rangeClosed(TableKey lower, TableKey upper) {
    return begin(lower, upper, true);
  }

  private TableCursor begin(TableKey lower, TableKey upper, boolean upperIncluded) {
    Node root = checkHeld().root();
    if (cursor == null) {
      cursor = new TableCursor(this);
    }
    return cursor.begin(root, bound(lower), bound(upper), upperIncluded);
  }

  /** A key without columns bounds nothing. */
  private static KeyProbe bound(TableKey key) {
    return key == null || key.size() == 0 ? null : key.probe();
  }

  /** Walks all leaves. */
  LeafWalk leaves() {
    walk.beginAtFirst(checkHeld().root());
    return walk;
  }

  /**
   * Takes the newest version in place of this one.
   *
   * @throws IllegalStateException if the table has failed or is closed; nothing is held then
   */
  public TableVersion refresh() {
    if (!table.isNewest(checkHeld())) {
      close();
      held = table.take();
    }
    return this;
  }

  void checkOf(Table expected) {
    if (table != expected) {
      throw new IllegalArgumentException(
          "version of another table: table="
              + table.name()
              + ", query over="
              + expected.name()
              + "; take a version of that one");
    }
  }

  PublishedVersion checkHeld() {
    PublishedVersion version = held;
    if (version == null) {
      throw new IllegalStateException(
          "table version is closed: table=" + table.name() + "; take another one");
    }
    return version;
  }

  /** Gives it back; what it gave out must not be used any more. */
  @Override
  public void close() {
    PublishedVersion version = held;
    if (version != null) {
      held = null;
      walk.end();
      if (cursor != null) {
        cursor.end();
      }
      version.release();
    }
  }
}
