package io.millrace.perf.pair;

import java.util.Arrays;

/**
 * What one JVM measured.
 *
 * @param rows input rows of a pass
 * @param answer count and fingerprint of the answer, as text
 * @param passNs median nanoseconds of a pass
 */
record WorkerResult(long rows, String answer, double passNs) {
  /**
   * Reads what a {@link PairWorker} printed; other lines, such as warnings of the JVM, are passed
   * over.
   *
   * @throws IllegalArgumentException if a line is missing or holds no number
   */
  static WorkerResult parse(String output) {
    double[] passes =
        Arrays.stream(value(output, "ns").split(" ")).mapToDouble(Double::parseDouble).toArray();
    return new WorkerResult(
        Long.parseLong(value(output, "rows")), value(output, "answer"), Ratios.of(passes).median());
  }

  private static String value(String output, String name) {
    return output
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no output of a worker: missing=" + name + ", output=" + output.strip()));
  }
}
