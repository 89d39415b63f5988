package io.millrace.connector.tpch;

import io.millrace.type.Column;
import io.millrace.type.Schema;
import io.trino.tpch.TextPool;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A TPC-H table.
 *
 * @param <E> the library's class of its rows
 * @param name the name, lower case
 * @param fields its columns
 * @param rows makes its rows
 * @param rowCount how many rows it has at a scale factor
 */
record TpchTable<E>(
    String name, List<TpchField<E>> fields, Rows<E> rows, ToLongFunction<Double> rowCount) {
  /**
   * Makes the rows of a table.
   *
   * @param <E> the library's class of the rows
   */
  @FunctionalInterface
  interface Rows<E> {
    /** All rows in order; comments are cut out of {@code texts}. */
    Iterator<E> of(double scaleFactor, TextPool texts);
  }

  /** All columns. */
  Schema schema() {
    List<Column> columns = new ArrayList<>();
    for (TpchField<E> field : fields) {
      columns.add(new Column(field.name(), field.type()));
    }
    return Schema.of(columns);
  }

  /** The column of that name, case ignored, or null. */
  TpchField<E> find(String column) {
    for (TpchField<E> field : fields) {
      if (field.name().equalsIgnoreCase(column)) {
        return field;
      }
    }
    return null;
  }
}
