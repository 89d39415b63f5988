package io.millrace.table;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import java.util.function.Supplier;

/**
 * A table of the engine itself, whose rows are made when it is read.
 *
 * @param definition its name, in lower case with a prefix, and columns
 * @param rows makes the rows of now; free to call from any thread; may throw {@link
 *     IllegalStateException} if there is nothing to be read
 */
public record SystemTable(StreamDefinition definition, Supplier<RecordBatch> rows) {
  /** What all names of such tables begin with, and those of others do not. */
  public static final String PREFIX = "millrace.";
}
