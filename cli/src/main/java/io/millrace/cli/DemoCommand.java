package io.millrace.cli;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.console.Terminal;
import io.millrace.cli.demo.BrokenPipeException;
import io.millrace.cli.demo.Demo;
import io.millrace.cli.demo.DemoConfig;
import io.millrace.connector.ConnectorException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace demo}: runs what the project promises, and checks it. */
@Command(
    name = "demo",
    header = "Shows the five scenario queries on TPC-H orders, and real trades.",
    description = {
      "Runs the five scenario queries over TPC-H orders in memory and compares every row of their "
          + "answers with a plain Java loop; then minute bars and a running mean price over "
          + "100,000 bitcoin trades. Times are the median of three runs behind the checked one."
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description =
          "TPC-H scale factor, 0.001 to 10 (default ${DEFAULT-VALUE}: 1.5 million orders).")
  private BigDecimal scale;

  @Option(
      names = {"-p", "--partitions"},
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Numbers of partitions to run at (default ${DEFAULT-VALUE}).")
  private List<Integer> partitions;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description = "Only these of S0, S1, S2, S3a, S3b and trades.")
  private List<String> parts = List.of();

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (scale.compareTo(new BigDecimal("0.001")) < 0 || scale.compareTo(BigDecimal.TEN) > 0) {
      throw wrong("value out of range: --scale=" + scale + "; it must be 0.001 to 10");
    }
    for (int count : partitions) {
      RunCommand.checkPartitions(spec, count);
    }
    DemoConfig config = new DemoConfig(scale.toPlainString(), partitions, shownParts());
    boolean colour = console.outIsTerminal() && Terminal.wantsColour();
    try {
      return new Demo(console, config, colour).run() ? ExitStatus.OK : ExitStatus.FAILED;
    } catch (BrokenPipeException e) {
      return ExitStatus.BROKEN_PIPE;
    } catch (ConnectorException | IllegalStateException e) {
      console.err().println("error: " + e.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private List<String> shownParts() {
    List<String> all = DemoConfig.allParts();
    List<String> shown = new ArrayList<>();
    for (String part : parts) {
      shown.add(
          all.stream()
              .filter(part::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () ->
                      wrong(
                          "unknown scenario: --scenario="
                              + part
                              + "; use one of "
                              + String.join(", ", all))));
    }
    return shown.isEmpty() ? all : shown;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
