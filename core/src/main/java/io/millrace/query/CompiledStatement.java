package io.millrace.query;

import io.millrace.batch.RecordBatch;
import java.util.Map;

/** What one SQL statement asks for, ready to be carried out. */
public sealed interface CompiledStatement
    permits CompiledQuery,
        CompiledStatement.CreateStream,
        CompiledStatement.DropStream,
        CompiledStatement.InsertRows,
        CompiledStatement.Explanation,
        CompiledStatement.SetOption {

  /**
   * {@code CREATE STREAM} or {@code CREATE TABLE}.
   *
   * @param definition what to add to the catalog
   * @param ifNotExists whether an existing stream of that name is left as it is without error
   * @param places where the values of its options stand
   */
  record CreateStream(
      StreamDefinition definition, boolean ifNotExists, Map<String, SqlPosition> places)
      implements CompiledStatement {
    /** Copies the places. */
    public CreateStream {
      places = Map.copyOf(places);
    }

    /** An error about one of its options, with the place. */
    public SqlException refusal(String option, RuntimeException cause) {
      SqlException refusal = new SqlException(cause.getMessage(), places.get(option));
      refusal.initCause(cause);
      return refusal;
    }
  }

  /**
   * {@code DROP STREAM}.
   *
   * @param name the stream
   * @param ifExists whether a missing stream is no error
   */
  record DropStream(String name, boolean ifExists) implements CompiledStatement {}

  /**
   * {@code INSERT INTO stream VALUES …}.
   *
   * @param stream the stream
   * @param rows the rows in their order, in the stream's schema
   */
  record InsertRows(String stream, RecordBatch rows) implements CompiledStatement {}

  /**
   * {@code EXPLAIN …}.
   *
   * @param text the plan or the generated code
   */
  record Explanation(String text) implements CompiledStatement {}

  /**
   * {@code SET 'name' = 'value'}.
   *
   * @param name the option, lower case
   * @param value its value
   */
  record SetOption(String name, String value) implements CompiledStatement {}
}
