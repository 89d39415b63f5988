package io.millrace.type;

import java.util.List;
import java.util.stream.Collectors;

/** The columns of a stream or of a query's output, in order. Immutable. */
public final class Schema {
  private final List<Column> columns;

  private Schema(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** A schema of these columns, whose names need not differ (a query's output may repeat one). */
  public static Schema of(List<Column> columns) {
    return new Schema(columns);
  }

  /** A schema of these columns. */
  public static Schema of(Column... columns) {
    return new Schema(List.of(columns));
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  /** The column at {@code index}, from 0. */
  public Column column(int index) {
    return columns.get(index);
  }

  /** The type of the column at {@code index}, from 0. */
  public DataType type(int index) {
    return columns.get(index).type();
  }

  /** Index of the first column of that name, case ignored, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && columns.equals(that.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.stream().map(Column::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
