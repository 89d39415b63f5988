package io.millrace.perf.allocation;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of this package under JMH's garbage collection profiler and prints the bytes
 * that a row costs: the median of the iterations and the worst, in which something may have grown
 * once. Ends with status 1 if the median is more than the passes' own few bytes.
 */
public final class AllocationReport {
  /** What draining and the profiler itself allocate, spread over the rows of a pass. */
  private static final double MOST_BYTES = 0.05;

  private static final double MEDIAN = 50;
  private static final String BYTES = "gc.alloc.rate.norm";

  private AllocationReport() {}

  /** Takes the options of JMH, such as {@code -p scenario=S0}. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(args));
    options.include("\\.allocation\\.").addProfiler(GCProfiler.class);
    Collection<RunResult> results = new Runner(options.build()).run();
    System.out.printf(
        "%n%-24s%-12s%-12s%10s%10s%n", "path", "scenario", "delivery", "bytes/row", "worst");
    boolean met = true;
    for (RunResult result : results) {
      met &= print(result);
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean print(RunResult result) {
    BenchmarkParams parameters = result.getParams();
    String delivery = parameters.getParam("delivery");
    double bytes = Double.NaN;
    double worst = Double.NaN;
    for (Result<?> secondary : result.getSecondaryResults().values()) {
      if (secondary.getLabel().endsWith(BYTES)) {
        bytes = secondary.getStatistics().getPercentile(MEDIAN);
        worst = secondary.getStatistics().getMax();
      }
    }
    String name = parameters.getBenchmark();
    String path = name.substring(name.indexOf(".allocation.") + ".allocation.".length());
    System.out.printf(
        Locale.ROOT,
        "%-24s%-12s%-12s%10.3f%10.3f%n",
        path.replace("AllocationBenchmark", ""),
        parameters.getParam("scenario"),
        delivery == null ? "" : delivery,
        bytes,
        worst);
    return bytes <= MOST_BYTES;
  }
}
