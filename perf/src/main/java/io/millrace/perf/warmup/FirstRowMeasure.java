package io.millrace.perf.warmup;

import io.millrace.perf.bench.Effort;
import io.millrace.perf.bench.Findings;
import io.millrace.perf.bench.Measure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Latency of the first rows of an engine in a cold JVM, with a warm-up and without. */
public final class FirstRowMeasure implements Measure {
  private static final int[] WARM_UP_SECONDS = {0, 5};
  private static final int[] ROWS = {1, 2, 10, 100, FirstRowProbe.ROWS};
  private static final double NS_PER_US = 1e3;
  private static final double NS_PER_S = 1e9;

  /** Nothing measured yet. */
  public FirstRowMeasure() {}

  /** Measures and prints what was found. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.out.print(new FirstRowMeasure().run(Effort.FULL, System.err::println).text());
  }

  @Override
  public String name() {
    return "first-row";
  }

  @Override
  public Findings run(Effort effort, Consumer<String> progress)
      throws IOException, InterruptedException {
    int processes = effort == Effort.FULL ? 9 : 1;
    int[] warmUps = effort == Effort.SMOKE ? new int[] {0, 1} : WARM_UP_SECONDS;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Microseconds from publishing to output, a row a millisecond; least and median of %d cold"
                + " JVMs.%n%n"
                + "| warm-up, at most | took, s | row 1 | row 2 | row 10 | row 100 | row 1,000 |%n"
                + "|---|---|---|---|---|---|---|%n",
            processes));
    for (int seconds : warmUps) {
      progress.accept("first-row: warm-up of " + seconds + " s");
      long[][] found = new long[processes][];
      for (int i = 0; i < processes; i++) {
        found[i] = probe(seconds);
      }
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f",
              seconds == 0 ? "none" : seconds + " s",
              sorted(found, 0)[processes / 2] / NS_PER_S));
      for (int row : ROWS) {
        long[] values = sorted(found, row);
        text.append(
            String.format(
                Locale.ROOT,
                " | %,.0f, %,.0f",
                values[0] / NS_PER_US,
                values[processes / 2] / NS_PER_US));
      }
      text.append(" |\n");
    }
    return new Findings(List.of(), text.toString());
  }

  private static long[] sorted(long[][] found, int line) {
    return Arrays.stream(found).mapToLong(process -> process[line]).sorted().toArray();
  }

  /** The lines of a process with the flags of this one. */
  private static long[] probe(int warmUpSeconds) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FirstRowProbe.class.getName());
    command.add(Integer.toString(warmUpSeconds));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException("probe failed: status=" + status + "; see its messages");
    }
    return output.lines().mapToLong(Long::parseLong).toArray();
  }
}
