package io.millrace.cli.run;

import io.millrace.WaitMode;
import io.millrace.access.ConnectorAccess;
import io.millrace.cli.output.OutputFormat;
import io.millrace.durability.Durability;
import io.millrace.query.SqlLimits;
import java.util.Map;

/**
 * How scripts are run, as the command line says; a script may say otherwise for itself with SET.
 *
 * @param partitions partitions of each query; output order is the same in every run only at 1
 * @param batchRows largest number of rows in a batch
 * @param output how result rows are printed
 * @param waitMode how idle threads wait
 * @param memoryBytes budget of each script for off-heap state, or {@link #DEFAULT_MEMORY}
 * @param variables values for the variables of the scripts
 * @param durability what outlives the process, or null
 * @param limits how much scripts may ask for
 * @param access what scripts may reach
 */
public record RunConfig(
    int partitions,
    int batchRows,
    OutputFormat output,
    WaitMode waitMode,
    long memoryBytes,
    Map<String, String> variables,
    Durability durability,
    SqlLimits limits,
    ConnectorAccess access) {
  /** Stands for the runtime's own budget. */
  public static final long DEFAULT_MEMORY = 0;

  /** Copies the variables. */
  public RunConfig {
    variables = Map.copyOf(variables);
  }
}
