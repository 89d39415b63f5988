package io.millrace.cli;

import io.millrace.cli.console.Console;
import io.millrace.cli.output.OutputFormat;
import io.millrace.cli.run.ReplayConfig;
import io.millrace.cli.run.ScriptReplay;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code millrace replay}: looks at the past of a durable run. */
@Command(
    name = "replay",
    header = "Shows what a durable run has put out, and its state at any point of the past.",
    description = {
      "Replays the journal of a durable run from the newest checkpoint before the point that is asked "
          + "for, and prints the rows of one query, each with the sequence that caused it. Nothing in "
          + "DIR is changed; the run must not be running."
    })
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "What 'millrace run --durable' was given.")
  private Path directory;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "NAME",
      description =
          "The query, such as 'query 1' or 'insert into totals'; may be left out if there is one.")
  private String query;

  @Option(
      names = {"-u", "--until"},
      paramLabel = "SEQUENCE",
      description = "The last sequence of the query's ring that is replayed (default: all).")
  private Long until;

  @Option(
      names = {"-i", "--inspect"},
      description =
          "Shows, in the place of the rows that were put out, the state of the query behind the last "
              + "sequence: a row for each group and open window.")
  private boolean inspect;

  @Option(
      names = {"-b", "--batch"},
      paramLabel = "N",
      defaultValue = "1024",
      description = "Most rows in a batch; at least what the run had (default ${DEFAULT-VALUE}).")
  private int batchRows;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = ChoiceConverter.OfOutputFormat.class,
      description = "How rows are printed: table, csv or jsonl (default ${DEFAULT-VALUE}).")
  private OutputFormat output;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ReplayConfig config =
        new ReplayConfig(
            directory, query, until == null ? Long.MAX_VALUE : until, inspect, batchRows, output);
    return new ScriptReplay(console, config).run();
  }
}
