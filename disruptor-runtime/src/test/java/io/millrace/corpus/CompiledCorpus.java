package io.millrace.corpus;

import io.millrace.batch.RecordBatch;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a script with one query, compiled once for all runs. Free to use from any
 * thread.
 *
 * @param streams the streams in order of declaration
 * @param before rows that are inserted before the query starts
 * @param query the query
 * @param after rows that are inserted behind it, a batch for each INSERT
 * @param oldValues whether the script asks for old values
 */
record CompiledCorpus(
    List<StreamDefinition> streams,
    List<CompiledStatement.InsertRows> before,
    CompiledQuery query,
    List<CompiledStatement.InsertRows> after,
    boolean oldValues) {

  /**
   * Compiles a script.
   *
   * @throws io.millrace.query.SqlException if a statement is refused
   */
  static CompiledCorpus compile(String sql) {
    List<StreamDefinition> streams = new ArrayList<>();
    List<CompiledStatement.InsertRows> before = new ArrayList<>();
    List<CompiledStatement.InsertRows> after = new ArrayList<>();
    CompiledQuery query = null;
    boolean oldValues = false;
    Catalog catalog = new Catalog();
    CompiledScript script = new SqlCompiler().open(sql, "corpus");
    CompiledStatement statement = script.next(catalog);
    while (statement != null) {
      if (statement instanceof CompiledStatement.CreateStream create) {
        if (catalog.find(create.definition().name()) == null) {
          catalog.add(create.definition());
          streams.add(create.definition());
        }
      } else if (statement instanceof CompiledStatement.DropStream drop) {
        catalog.remove(drop.name());
        streams.removeIf(stream -> stream.name().equalsIgnoreCase(drop.name()));
      } else if (statement instanceof CompiledStatement.InsertRows rows) {
        (query == null ? before : after).add(rows);
      } else if (statement instanceof CompiledStatement.SetOption option) {
        oldValues = option.name().equals("old-values") && option.value().equals("true");
      } else if (statement instanceof CompiledQuery compiled) {
        if (query != null) {
          throw new IllegalArgumentException("two queries in one file; write two files");
        }
        query = compiled;
      }
      statement = script.next(catalog);
    }
    return new CompiledCorpus(streams, before, query, after, oldValues);
  }

  /** The stream that the query reads. */
  StreamDefinition stream() {
    return streams.stream().filter(s -> s.name().equals(query.stream())).findFirst().orElseThrow();
  }

  /** The rows that the query sees, in one batch. */
  RecordBatch input() {
    return rowsOf(after);
  }

  /** Rows that the stream got before the query started, in one batch. */
  RecordBatch earlier() {
    return rowsOf(before);
  }

  private RecordBatch rowsOf(List<CompiledStatement.InsertRows> inserts) {
    int rows = inserts.stream().mapToInt(insert -> insert.rows().rowCount()).sum();
    RecordBatch all = new RecordBatch(query.inputSchema(), Math.max(1, rows));
    for (CompiledStatement.InsertRows insert : inserts) {
      if (insert.stream().equals(query.stream())) {
        all.appendRange(insert.rows(), 0, insert.rows().rowCount());
      }
    }
    return all;
  }
}
