package io.millrace.cli;

import io.millrace.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Starts the command as a process of its own, with the flags of this one, to be killed. */
  static Process start(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
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
