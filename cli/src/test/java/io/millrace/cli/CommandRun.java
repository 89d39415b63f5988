package io.millrace.cli;

import io.millrace.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of the command in this process, and what came of it.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int status, String out, String err) {
  /** Runs the command with nothing on standard input. */
  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  /** Runs the command with text on standard input. */
  static CommandRun withInput(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    int status = Main.execute(Console.of(in, out, err), arguments);
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs a script from standard input and prints JSON lines. */
  static CommandRun jsonOf(String script, String... options) {
    List<String> arguments = new java.util.ArrayList<>(List.of("run", "-", "--output", "jsonl"));
    arguments.addAll(List.of(options));
    return withInput(script, arguments.toArray(String[]::new));
  }

  /** The lines of standard output. */
  List<String> lines() {
    return out.lines().toList();
  }

  /** The rows of one query as they are printed, without what stands around them. */
  List<String> rows(int query) {
    String start = "{\"query\": " + query + ", \"op\": \"";
    return lines().stream()
        .filter(line -> line.startsWith(start))
        .map(
            line -> line.substring(start.length(), line.length() - 1).replace("\", \"row\": ", " "))
        .toList();
  }
}
