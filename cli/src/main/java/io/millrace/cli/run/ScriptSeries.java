package io.millrace.cli.run;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.console.GuardedOutput;
import io.millrace.cli.console.StopRequest;
import io.millrace.query.SqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs scripts one after another, going on after one that fails. One thread. */
public final class ScriptSeries {
  private final Console console;
  private final RunConfig config;
  private final Path outputDirectory;
  private final StopRequest stop;

  /**
   * Scripts to come.
   *
   * @param outputDirectory where results go, a file for each script, or null for standard output
   * @param stop asks to stop early
   */
  public ScriptSeries(Console console, RunConfig config, Path outputDirectory, StopRequest stop) {
    this.console = console;
    this.config = config;
    this.outputDirectory = outputDirectory;
    this.stop = stop;
  }

  /** What is wrong with these paths taken together, or null. */
  public String conflict(List<String> paths) {
    Map<String, String> names = new HashMap<>();
    for (String path : paths) {
      String key = outputDirectory == null ? path : ScriptText.baseName(path);
      boolean matters = outputDirectory != null || path.equals("-");
      String other = matters ? names.put(key, path) : null;
      if (other != null) {
        return path.equals("-")
            ? "standard input is named twice; it can be read only once"
            : "two scripts have one result file: " + other + ", " + path + "; run them apart";
      }
    }
    return null;
  }

  /** Runs the scripts; the exit status as in {@link ExitStatus}. */
  public int run(List<String> paths) {
    boolean allWell = true;
    for (String path : paths) {
      if (!stop.isRequested()) {
        allWell &= runOne(path);
      }
    }
    if (stop.isRequested()) {
      return stop.exitStatus();
    }
    return allWell ? ExitStatus.OK : ExitStatus.FAILED;
  }

  private boolean runOne(String path) {
    try {
      return outputDirectory == null ? toStandardOutput(path) : toDirectory(path);
    } catch (IOException e) {
      console.err().println("error: cannot write results: " + IoMessages.of(e));
      return false;
    } catch (UncheckedIOException e) {
      console.err().println("error: " + e.getMessage());
      return false;
    }
  }

  private boolean toStandardOutput(String path) {
    try (ScriptStatus status = new ScriptStatus(console)) {
      ScriptErrors errors = ScriptErrors.printed(console.err(), status::clear);
      Console guarded = console.withOut(new GuardedOutput(console.out(), stop, status::clear));
      run(path, guarded, errors, status, format -> guarded.out());
      return errors.count() == 0;
    }
  }

  private boolean toDirectory(String path) throws IOException {
    Files.createDirectories(outputDirectory);
    String baseName = ScriptText.baseName(path);
    ScriptErrors errors = ScriptErrors.inFile(outputDirectory.resolve(baseName + ".err"));
    ResultTarget target =
        format ->
            Files.newOutputStream(outputDirectory.resolve(baseName + "." + format.fileSuffix()));
    try (ScriptStatus status = new ScriptStatus(console)) {
      Console guarded = console.withOut(new GuardedOutput(console.out(), stop, status::clear));
      if (!run(path, guarded, errors, status, target)) {
        target.open(config.output()).close();
      }
    }
    if (errors.count() > 0) {
      console.err().println("error: script failed: path=" + path + "; see " + errors.file());
    }
    return errors.count() == 0;
  }

  /** Runs a script; false if it could not even be started. */
  private boolean run(
      String path, Console guarded, ScriptErrors errors, ScriptStatus status, ResultTarget target) {
    ScriptText script;
    try {
      script = ScriptText.read(path, console.in());
    } catch (IOException e) {
      errors.add("error: " + IoMessages.of(e));
      return false;
    }
    try {
      ScriptText filled = script.withVariables(config.variables());
      new ScriptRun(filled, config, guarded, errors, status, stop).execute(target);
      return true;
    } catch (SqlException e) {
      errors.add(e, script);
      return false;
    } catch (RuntimeException e) {
      errors.add("error: unexpected failure, please report it: script=" + script.name());
      errors.add(stackTrace(e));
      return true;
    }
  }

  private static String stackTrace(RuntimeException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }
}
