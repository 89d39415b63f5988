package io.millrace.cli;

import io.millrace.cli.console.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code millrace} itself: shows the help if no command is named. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionText.class,
    synopsisHeading = "%n@|bold Usage:|@ ",
    descriptionHeading = "%n",
    parameterListHeading = "%n@|bold Arguments:|@%n",
    optionListHeading = "%n@|bold Options:|@%n",
    commandListHeading = "%n@|bold Commands:|@%n",
    exitCodeListHeading = "%n@|bold Exit status:|@%n",
    exitCodeList = {
      "0:all went well",
      "1:a script, a query or a check failed; the reason is on standard error",
      "2:the command line is wrong",
      "130:stopped by Ctrl-C; what was read until then is in the results",
      "141:nobody reads standard output any more"
    },
    description =
        "Streaming SQL inside one process: rows come in, SQL says what to compute, "
            + "results go out as they happen.")
final class MillraceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = spec.commandLine();
    command.usage(command.getErr());
    return ExitStatus.USAGE;
  }
}
