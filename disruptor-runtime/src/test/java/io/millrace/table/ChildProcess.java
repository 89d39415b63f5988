package io.millrace.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class of the tests in a JVM of its own, with the flags of this one. It lives for a second
 * or two, so it compiles little and has one thread for garbage: half the processor time.
 */
public final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private ChildProcess(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts it; what it prints can be read, its errors go where those of this process go. */
  public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
        .forEach(command::add);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-ea", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line that it prints, or null at its end. */
  public String line() throws IOException {
    return out.readLine();
  }

  /** All further lines. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** Waits for its end; its exit code. */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Its number in the system. */
  public long pid() {
    return process.pid();
  }

  /** Kills it so that it cannot clean up. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Kills it so that it cannot clean up, and answers what it had printed by then. */
  public List<String> killAndRead() throws InterruptedException {
    process.toHandle().destroyForcibly();
    List<String> rest = lines();
    process.waitFor();
    return rest;
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
