package io.millrace.perf.compile;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import io.millrace.perf.bench.RatioLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Seconds from SQL text to an engine: of the first query in a cold JVM, and of the second to sixth
 * in it. Time in which the JVM itself starts is not counted.
 */
public final class CompileMeasure implements Measure {
  private static final double FIRST_TARGET_SECONDS = 1.5;
  private static final double FURTHER_TARGET_MS = 30;

  /** Nothing measured yet. */
  public CompileMeasure() {}

  @Override
  public String name() {
    return "compile";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress)
      throws IOException, InterruptedException {
    int processes = effort == Effort.FULL ? 9 : effort == Effort.QUICK ? 2 : 1;
    double[] firstSeconds = new double[processes];
    List<Double> newKindMs = new ArrayList<>();
    List<Double> knownKindMs = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      progress.accept("compile: process " + (i + 1) + " of " + processes);
      List<Long> nanos = probe();
      firstSeconds[i] = nanos.get(0) / 1e9;
      int kinds = nanos.size() / 2;
      nanos.subList(1, kinds).forEach(ns -> newKindMs.add(ns / 1e6));
      nanos.subList(kinds, nanos.size()).forEach(ns -> knownKindMs.add(ns / 1e6));
    }
    return new Findings(
        List.of(
            line("first query in a cold JVM, seconds", firstSeconds, FIRST_TARGET_SECONDS),
            line("further query, first of its kind, ms", array(newKindMs), FURTHER_TARGET_MS),
            line("further query of a known kind, ms", array(knownKindMs), FURTHER_TARGET_MS)),
        String.format(
            Locale.ROOT,
            "%d cold processes; each compiles the stream and six queries of different kinds, one after"
                + " another, then all of them again; nothing is cached. Median, least and greatest are below.",
            processes));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static RatioLine line(String measure, double[] values, double target) {
    return RatioLine.of(measure, values, RatioLine.Bound.AT_MOST, target);
  }

  /** Nanoseconds of each query, from a JVM with the flags of this one. */
  private static List<Long> probe() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CompileProbe.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("probe failed: status=" + status + "; see its messages");
    }
    return output.lines().map(Long::valueOf).toList();
  }
}
