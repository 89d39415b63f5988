package io.millrace.cli.output;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Schema;
import java.io.IOException;

/** Prints the rows of the queries of one script in one format. One thread at a time. */
public interface ResultWriter {
  /**
   * Declares a query before its first row.
   *
   * @param query its number in the script, from 1
   * @param schema the schema of its rows
   * @param changelog whether rows other than inserts are to be expected
   */
  void open(int query, Schema schema, boolean changelog);

  /** Prints all rows of a batch; nothing of it is kept. */
  void write(int query, RecordBatch rows) throws IOException;

  /** Prints what was held back, because nothing more comes for the moment. */
  void quiet() throws IOException;

  /** Prints all that is left, because nothing more comes. Does not close the stream. */
  void finish() throws IOException;
}
