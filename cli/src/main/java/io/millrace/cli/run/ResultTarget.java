package io.millrace.cli.run;

import io.millrace.cli.output.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;

/** Opens what the results of a script are written to, once their format is settled. */
@FunctionalInterface
interface ResultTarget {
  /** Opens the target, empty. */
  OutputStream open(OutputFormat format) throws IOException;
}
