package io.millrace.cli.run;

import io.millrace.cli.output.OutputFormat;
import io.millrace.connector.Candidates;
import io.millrace.query.SqlLimits;
import java.util.List;
import java.util.Locale;

/**
 * What {@code SET 'name' = 'value'} changes for one script, on top of what the command line says.
 * One thread.
 */
final class ScriptSettings {
  /** Names the file of late rows. */
  static final String LATE_ROWS = "late-rows";

  /** Names the file of dead letters and failed groups. */
  static final String DEAD_LETTERS = "dead-letters";

  private static final List<String> NAMES =
      List.of(
          "partitions",
          "batch-rows",
          "output",
          "on-failure",
          "memory-budget",
          "end-of-input",
          "old-values",
          LATE_ROWS,
          DEAD_LETTERS);
  private static final int MAX_PARTITIONS = 128;
  private static final int MAX_BATCH_ROWS = 1 << 20;

  private int partitions;
  private int batchRows;
  private OutputFormat output;
  private final long mostMemoryBytes;
  private final SqlLimits limits;
  private long memoryBytes;
  private boolean goesOnAfterFailure;
  private boolean holdsOpenWindows;
  private String lateRows;
  private String deadLetters;

  ScriptSettings(RunConfig config) {
    partitions = config.partitions();
    batchRows = config.batchRows();
    output = config.output();
    memoryBytes = config.memoryBytes();
    mostMemoryBytes = memoryBytes == RunConfig.DEFAULT_MEMORY ? Long.MAX_VALUE : memoryBytes;
    limits = config.limits();
  }

  /**
   * Carries out a SET statement.
   *
   * @param started whether a stream was created already, so that it is too late for some options
   * @param printing whether a query prints already, so that it is too late to change the output
   * @throws IllegalArgumentException if the option or its value is wrong, or it comes too late
   */
  void set(String name, String value, boolean started, boolean printing) {
    switch (name) {
      case "partitions" -> partitions = integer(name, value, MAX_PARTITIONS, started);
      case "batch-rows" -> batchRows = integer(name, value, MAX_BATCH_ROWS, started);
      case "memory-budget" -> memoryBytes = memory(name, value, started);
      case "on-failure" -> {
        checkEarly(name, started, "CREATE STREAM");
        goesOnAfterFailure = choice(name, value, List.of("stop", "dead-letter")) == 1;
      }
      case "output" -> {
        checkEarly(name, printing, "SELECT");
        output = OutputFormat.values()[choice(name, value, List.of("table", "csv", "jsonl"))];
      }
      case "end-of-input" -> holdsOpenWindows = choice(name, value, List.of("close", "hold")) == 1;
      case LATE_ROWS -> lateRows = file(name, value);
      case DEAD_LETTERS -> deadLetters = file(name, value);
      case "old-values" -> {
        // The compiler has carried it out already.
      }
      default ->
          throw new IllegalArgumentException(
              "unknown option: name=" + name + "; " + Candidates.advice(name, NAMES));
    }
  }

  private static void checkEarly(String name, boolean tooLate, String statement) {
    if (tooLate) {
      throw new IllegalArgumentException(
          "option comes too late: name=" + name + "; set it before the first " + statement);
    }
  }

  private static int integer(String name, String value, int most, boolean started) {
    checkEarly(name, started, "CREATE STREAM");
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(name, value, most), e);
    }
    throw new IllegalArgumentException(wrong(name, value, most));
  }

  private static String wrong(String name, String value, int most) {
    return "wrong value of option: name=" + name + ", value=" + value + "; it must be 1 to " + most;
  }

  private long memory(String name, String value, boolean started) {
    checkEarly(name, started, "CREATE STREAM");
    long bytes = memorySize(name, value);
    if (bytes > mostMemoryBytes) {
      throw new IllegalArgumentException(
          "more memory than the command line allows: name="
              + name
              + ", value="
              + value
              + ", --memory="
              + mostMemoryBytes
              + "; ask for less, or raise --memory");
    }
    return bytes;
  }

  private static long memorySize(String name, String value) {
    try {
      return MemorySize.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "wrong value of option: name="
              + name
              + ", value="
              + value
              + "; write bytes, or a number with k, m or g",
          e);
    }
  }

  private static String file(String name, String value) {
    if (value.isEmpty() || value.equals("-") || value.startsWith("classpath:")) {
      throw new IllegalArgumentException(
          "wrong value of option: name=" + name + ", value=" + value + "; name a file");
    }
    return value;
  }

  private static int choice(String name, String value, List<String> words) {
    int index = words.indexOf(value.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "wrong value of option: name="
              + name
              + ", value="
              + value
              + "; "
              + Candidates.advice(value, words));
    }
    return index;
  }

  /** Partitions of each query. */
  int partitions() {
    return partitions;
  }

  /** Most rows in a batch. */
  int batchRows() {
    return batchRows;
  }

  /** How rows are printed. */
  OutputFormat output() {
    return output;
  }

  /** Budget for state in bytes, or {@link RunConfig#DEFAULT_MEMORY}. */
  long memoryBytes() {
    return memoryBytes;
  }

  /** How much the script may ask for. */
  SqlLimits limits() {
    return limits;
  }

  /**
   * Whether a row that cannot be processed is counted and passed over instead of ending its query.
   */
  boolean goesOnAfterFailure() {
    return goesOnAfterFailure;
  }

  /** The file that late rows of queries from here on go to, or null. */
  String lateRows() {
    return lateRows;
  }

  /** The file that dead letters and failed groups of queries from here on go to, or null. */
  String deadLetters() {
    return deadLetters;
  }

  /** Whether windows that are open at the end of the script stay open. */
  boolean holdsOpenWindows() {
    return holdsOpenWindows;
  }
}
