package io.millrace.cli;

import io.millrace.cli.console.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace demo}. */
@Command(
    name = "demo",
    header = "Shows the five scenario queries on TPC-H orders, and real trades.")
final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitStatus.FAILED;
  }
}
