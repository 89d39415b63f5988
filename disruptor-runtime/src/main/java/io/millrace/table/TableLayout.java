package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the rows of a table look like, and how many of them share a node. Immutable. */
final class TableLayout {
  private static final int LEAF_ROWS = 128;
  private static final int CHILDREN = 64;

  private final Schema schema;
  private final Schema keySchema;
  private final int[] keyColumns;
  private final int[] valueColumns;
  private final boolean headsTell;
  private final int leafRows;
  private final int children;

  /** Rows of a schema with these columns as their key. */
  TableLayout(Schema schema, int[] keyColumns) {
    this(schema, keyColumns, LEAF_ROWS, CHILDREN);
  }

  /** With nodes of another size, at least 4. */
  TableLayout(Schema schema, int[] keyColumns, int leafRows, int children) {
    this.schema = schema;
    this.keyColumns = keyColumns.clone();
    this.valueColumns =
        IntStream.range(0, schema.size())
            .filter(column -> Arrays.stream(keyColumns).noneMatch(key -> key == column))
            .toArray();
    this.keySchema = Schema.of(Arrays.stream(keyColumns).mapToObj(schema::column).toList());
    this.headsTell = keyColumns.length == 1 && KeyOrder.headTells(schema.type(keyColumns[0]));
    this.leafRows = leafRows;
    this.children = children;
  }

  Schema schema() {
    return schema;
  }

  /** The key columns, in their order. */
  Schema keySchema() {
    return keySchema;
  }

  /** Whether keys of equal heads are equal, but for the smallest head. */
  boolean headsTell() {
    return headsTell;
  }

  int leafRows() {
    return leafRows;
  }

  int children() {
    return children;
  }

  /** Indices of the columns that are not key columns. */
  int[] valueColumns() {
    return valueColumns;
  }

  /** The key columns of a batch of rows. */
  ColumnVector[] keys(RecordBatch rows) {
    ColumnVector[] keys = new ColumnVector[keyColumns.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = rows.column(keyColumns[i]);
    }
    return keys;
  }

  /** All columns of a batch. */
  static ColumnVector[] columns(RecordBatch rows) {
    ColumnVector[] columns = new ColumnVector[rows.schema().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows.column(i);
    }
    return columns;
  }
}
