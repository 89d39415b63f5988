package io.millrace.cli.run;

import io.millrace.cli.output.OutputFormat;
import java.nio.file.Path;

/**
 * What of a durable run is replayed.
 *
 * @param directory of the run
 * @param query name of a query of its script, or null for the only one
 * @param untilSequence the last sequence that is replayed
 * @param inspect whether state is shown, not what was put out
 * @param batchRows largest number of rows in a batch
 * @param output how rows are printed
 */
public record ReplayConfig(
    Path directory,
    String query,
    long untilSequence,
    boolean inspect,
    int batchRows,
    OutputFormat output) {}
