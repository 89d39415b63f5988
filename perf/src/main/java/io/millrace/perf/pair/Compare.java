package io.millrace.perf.pair;

import io.millrace.perf.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two builds; a status of 1 says that a run failed or an answer was different. */
@Command(
    name = "perf/scripts/compare",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the same scenarios with two builds, in JVMs that take turns, and prints the median",
      "ratio of their speeds and its spread. 'faster' and 'slower' say that every round agrees;",
      "with five rounds that happens by chance once in 16."
    })
public final class Compare implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BASE", description = "Directory of the built base.")
  private Path base;

  @Parameters(index = "1", paramLabel = "HEAD", description = "Directory of the built head.")
  private Path head;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Scenario> scenarios = Arrays.asList(Scenario.values());

  @Option(
      names = "--contender",
      split = ",",
      paramLabel = "NAME",
      description = "Of loop, engine, pipeline-1, pipeline-2; default engine.")
  private List<String> contenders = List.of("engine");

  @Option(
      names = "--keys",
      split = ",",
      paramLabel = "N",
      description = "Numbers of different keys; default 10000.")
  private List<Integer> keys = List.of(10_000);

  @Option(names = "--rows", paramLabel = "N", description = "Rows of a pass; default 1048576.")
  private long rows = 1 << 20;

  @Option(names = "--rounds", paramLabel = "N", description = "Runs of each build; default 5.")
  private int rounds = 5;

  @Option(names = "--warm-up-ms", paramLabel = "N", description = "Default 2000.")
  private int warmUpMs = 2000;

  @Option(names = "--measure-ms", paramLabel = "N", description = "Default 1000.")
  private int measureMs = 1000;

  private Compare() {}

  /** Runs the command and ends the JVM with its status. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Compare());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(
        (e, line, parsed) -> {
          System.err.println("compare: " + e.getMessage());
          return 1;
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("millrace-pair");
    try {
      WorkerProcess worker = new WorkerProcess(directory);
      List<PairedRuns> cases = new ArrayList<>();
      for (Scenario scenario : scenarios) {
        for (String contender : contenders) {
          for (int customers : keys) {
            cases.add(runs(worker, scenario, contender, customers));
          }
        }
      }
      System.out.print(PairTable.of(cases));
    } finally {
      delete(directory);
    }
    return 0;
  }

  /** The rounds of a case; which build goes first alternates as well. */
  private PairedRuns runs(WorkerProcess worker, Scenario scenario, String contender, int customers)
      throws IOException, InterruptedException {
    PairedRuns runs = new PairedRuns(scenario + ", " + contender + ", keys=" + customers);
    List<String> arguments =
        List.of(
            scenario.name(),
            contender,
            String.valueOf(customers),
            String.valueOf(rows),
            String.valueOf(warmUpMs),
            String.valueOf(measureMs));
    for (int round = 0; round < rounds; round++) {
      System.err.println("compare: " + runs.name() + ", round=" + (round + 1) + "/" + rounds);
      boolean baseFirst = round % 2 == 0;
      WorkerResult first = worker.run(baseFirst ? base : head, arguments);
      WorkerResult second = worker.run(baseFirst ? head : base, arguments);
      runs.add(baseFirst ? first : second, baseFirst ? second : first);
    }
    return runs;
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(directory)) {
      files = new ArrayList<>(walk.toList());
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.delete(files.get(i));
    }
  }
}
