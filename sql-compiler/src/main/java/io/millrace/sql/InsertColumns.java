package io.millrace.sql;

import io.millrace.query.SqlException;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.parse.InsertStatement;
import io.millrace.sql.parse.Name;
import io.millrace.sql.validate.Names;
import io.millrace.type.Column;
import java.util.BitSet;

/** Which columns of its target an INSERT gives. */
final class InsertColumns {
  private InsertColumns() {}

  /** Indices of the target's columns in the order in which they are given. */
  static int[] of(InsertStatement insert, StreamDefinition target) {
    int size = insert.columns().isEmpty() ? target.schema().size() : insert.columns().size();
    int[] indices = new int[size];
    BitSet seen = new BitSet();
    for (int i = 0; i < size; i++) {
      indices[i] = insert.columns().isEmpty() ? i : index(insert.columns().get(i), target);
      if (seen.get(indices[i])) {
        throw new SqlException(
            "column given twice: name=" + insert.columns().get(i).text() + "; give it once",
            insert.columns().get(i).position());
      }
      seen.set(indices[i]);
    }
    return indices;
  }

  private static int index(Name name, StreamDefinition target) {
    int index = target.schema().indexOf(name.text());
    if (index < 0) {
      throw new SqlException(
          "unknown column: name=" + name.text() + ", stream=" + target.name(),
          name.position(),
          Names.closest(
              name.text(), target.schema().columns().stream().map(Column::name).toList()));
    }
    return index;
  }
}
