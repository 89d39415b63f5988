package io.millrace.cli;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.console.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Entry point of the {@code millrace} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its status. */
  public static void main(String[] args) {
    int status = execute(Console.ofProcess(), args);
    System.exit(status);
  }

  /**
   * Runs the command in this process; leaves no thread behind.
   *
   * @return see {@link ExitStatus}
   */
  public static int execute(Console console, String... args) {
    CommandLine command = new CommandLine(new MillraceCommand());
    command.addSubcommand(new RunCommand(console));
    command.addSubcommand(new ReplayCommand(console));
    command.addSubcommand(new DemoCommand(console));
    command.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    boolean colour = console.outIsTerminal() && Terminal.wantsColour();
    command.setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF));
    command.setParameterExceptionHandler(new UsageError());
    command.setUsageHelpWidth(100);
    command
        .getCommandSpec()
        .usageMessage()
        .footer("", "The launcher also knows 'millrace bench', which measures; see its --help.");
    return command.execute(args);
  }
}
