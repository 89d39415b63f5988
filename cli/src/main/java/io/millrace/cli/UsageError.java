package io.millrace.cli;

import io.millrace.cli.console.ExitStatus;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in two lines what is wrong with the command line and where help is. */
final class UsageError implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    String message = error.getMessage();
    err.println("error: " + Character.toLowerCase(message.charAt(0)) + message.substring(1));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitStatus.USAGE;
  }
}
