package io.millrace;

import io.millrace.query.CompiledQuery;
import io.millrace.record.ColumnBinding;
import io.millrace.record.RecordCompiler;
import io.millrace.record.RecordReader;
import io.millrace.record.RecordSchema;
import java.util.List;

/** Results of queries as records: each component takes the column of its name. */
final class RecordQueries {
  private RecordQueries() {}

  /** What makes records of a query's rows. */
  static <R extends Record> RecordReader<R> reader(CompiledQuery query, Class<R> type) {
    List<ColumnBinding> columns = new RecordSchema(type).fromOutput(query.outputSchema());
    return Services.load(RecordCompiler.class).reader(type, columns);
  }

  /**
   * Refuses a query that takes rows back, which a record alone does not show.
   *
   * @param instead what to use for such a query
   */
  static void checkOnlyInserts(CompiledQuery query, String instead) {
    if (query.retracts()) {
      throw new IllegalArgumentException(
          "query takes rows back: sql=" + query.sql() + "; use " + instead);
    }
  }
}
