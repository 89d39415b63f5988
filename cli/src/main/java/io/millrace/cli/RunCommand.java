package io.millrace.cli;

import io.millrace.WaitMode;
import io.millrace.cli.console.Console;
import io.millrace.cli.console.SignalTrap;
import io.millrace.cli.console.StopRequest;
import io.millrace.cli.output.OutputFormat;
import io.millrace.cli.run.AllowedAccess;
import io.millrace.cli.run.MemorySize;
import io.millrace.cli.run.RunConfig;
import io.millrace.cli.run.ScriptSeries;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.durability.Durability;
import io.millrace.durability.JournalMode;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code millrace run}: runs scripts one after another. */
@Command(
    name = "run",
    header = "Runs SQL scripts.",
    description = {
      "Runs SQL scripts one after another, each in an engine of its own. A SELECT is a standing query from where it "
          + "stands in the script; its rows are printed. INSERT INTO s VALUES feeds stream s. "
          + "Streams with a connector are read when the whole script was read. The end of all "
          + "input closes the open windows."
    })
final class RunCommand implements Callable<Integer> {
  private static final int MAX_PARTITIONS = 128;
  private static final int MAX_BATCH_ROWS = 1 << 20;
  private static final int MAX_CHECKPOINT_SECONDS = 86_400;
  private static final int MAX_CHECKPOINTS = 1_000_000;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE.sql",
      arity = "1..*",
      description = "Scripts; - is standard input.")
  private List<String> scripts;

  @Option(
      names = {"-p", "--partitions"},
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Partitions of each query, 1 to 128 (default ${DEFAULT-VALUE}). Rows come in the same "
              + "order in every run only with 1.")
  private int partitions;

  @Option(
      names = {"-b", "--batch"},
      paramLabel = "N",
      defaultValue = "1024",
      description = "Most rows in a batch (default ${DEFAULT-VALUE}).")
  private int batchRows;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = ChoiceConverter.OfOutputFormat.class,
      description = "How rows are printed: table, csv or jsonl (default ${DEFAULT-VALUE}).")
  private OutputFormat output;

  @Option(
      names = {"-d", "--output-dir"},
      paramLabel = "DIR",
      description =
          "Writes the results of SCRIPT.sql to DIR/SCRIPT.txt, .csv or .jsonl and its errors, if "
              + "there are any, to DIR/SCRIPT.err.")
  private Path outputDirectory;

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      description = "Value for $${NAME} in the scripts; may be given many times.")
  private Map<String, String> variables = Map.of();

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "HOW",
      defaultValue = "blocking",
      converter = ChoiceConverter.OfWaitMode.class,
      description =
          "How idle threads wait: blocking, spin-then-park, sleeping, yielding or busy-spin "
              + "(default ${DEFAULT-VALUE}).")
  private WaitMode wait;

  @Option(
      names = {"-m", "--memory"},
      paramLabel = "BYTES",
      converter = MemorySizeConverter.class,
      description =
          "Most memory for the state of each script, such as 512m or 2g; more is an error.")
  private Long memoryBytes;

  @Option(
      names = "--durable",
      paramLabel = "DIR",
      description =
          "Keeps input and state of the script in DIR: when the command is run again, it goes on "
              + "where it was, also behind kill -9. What INSERT INTO writes to files is there "
              + "exactly once.")
  private Path durable;

  @Option(
      names = "--journal",
      paramLabel = "MODE",
      defaultValue = "written",
      converter = ChoiceConverter.OfJournalMode.class,
      description =
          "What is kept of the input before it has an effect: none (sources are read again from the "
              + "last checkpoint), memory, written or forced (default ${DEFAULT-VALUE}).")
  private JournalMode journal;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Seconds between checkpoints of a durable run (default ${DEFAULT-VALUE}).")
  private int checkpointSeconds;

  @Option(
      names = "--checkpoints-kept",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Checkpoints that are kept, with the journal behind the oldest (default ${DEFAULT-VALUE}); "
              + "millrace replay can look back that far.")
  private int checkpointsKept;

  @Option(
      names = "--allow",
      paramLabel = "WHAT",
      description =
          "What the scripts may reach, and nothing else: file, file:read:DIR, file:write:DIR, "
              + "file:stdin, file:stdout, file:classpath, the name of another connector, or none; "
              + "may be given many times. Without it: everything on this host.")
  private List<String> allowed = List.of();

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description =
          "A limit for the scripts, such as open-windows=1000; may be given many times. "
              + "docs/sql.md lists them.")
  private Map<String, Long> limits = Map.of();

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkPartitions(spec, partitions);
    check(spec, "--batch", batchRows, MAX_BATCH_ROWS);
    RunConfig config =
        new RunConfig(
            partitions,
            batchRows,
            output,
            wait,
            memoryBytes == null ? RunConfig.DEFAULT_MEMORY : memoryBytes,
            variables,
            durability(),
            checked(this::sqlLimits),
            checked(() -> AllowedAccess.of(allowed, ConnectorRegistry.load())));
    StopRequest stop = new StopRequest();
    ScriptSeries series = new ScriptSeries(console, config, outputDirectory, stop);
    String conflict = series.conflict(scripts);
    if (conflict != null) {
      throw new ParameterException(spec.commandLine(), conflict);
    }
    try (SignalTrap trap = new SignalTrap(stop)) {
      return series.run(scripts);
    }
  }

  private Durability durability() {
    if (durable == null) {
      return null;
    }
    if (scripts.size() > 1 || outputDirectory != null) {
      throw new ParameterException(
          spec.commandLine(),
          "a durable run has one script and no --output-dir: scripts="
              + scripts.size()
              + "; run scripts apart, each with a directory of its own, and write results by INSERT"
              + " INTO a stream with a connector");
    }
    check(spec, "--checkpoint-every", checkpointSeconds, MAX_CHECKPOINT_SECONDS);
    check(spec, "--checkpoints-kept", checkpointsKept, MAX_CHECKPOINTS);
    return Durability.in(durable)
        .withJournal(journal)
        .withCheckpointInterval(Duration.ofSeconds(checkpointSeconds))
        .withCheckpointsKept(checkpointsKept);
  }

  private SqlLimits sqlLimits() {
    SqlLimits changed = SqlLimits.defaults();
    for (Map.Entry<String, Long> limit : limits.entrySet()) {
      changed = changed.with(SqlLimit.of(limit.getKey()), limit.getValue());
    }
    return changed;
  }

  private <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Refuses a number of partitions that no query can have. */
  static void checkPartitions(CommandSpec command, int partitions) {
    check(command, "--partitions", partitions, MAX_PARTITIONS);
  }

  private static void check(CommandSpec command, String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          command.commandLine(),
          "value out of range: " + option + "=" + value + "; it must be 1 to " + most);
    }
  }

  /** Reads a size of memory. */
  static final class MemorySizeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return MemorySize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
