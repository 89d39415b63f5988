package io.millrace.cli.run;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The errors of one script: on standard error, or in a file that exists only if there are any. Free
 * to use from any thread.
 */
final class ScriptErrors {
  private static final String NO_PLACE = "  --> ";

  private final PrintStream err;
  private final Path file;
  private final Runnable beforePrint;
  private int count;

  private ScriptErrors(PrintStream err, Path file, Runnable beforePrint) {
    this.err = err;
    this.file = file;
    this.beforePrint = beforePrint;
  }

  /** Errors that are printed, after {@code beforePrint} has made room. */
  static ScriptErrors printed(PrintStream err, Runnable beforePrint) {
    return new ScriptErrors(err, null, beforePrint);
  }

  /** Errors that go to a file; one that is left over from another run is deleted. */
  static ScriptErrors inFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new ScriptErrors(null, file, () -> {});
  }

  /** Adds an error in the SQL of a script. */
  void add(SqlException error, ScriptText script) {
    String rendered = error.render(script.text(), script.name());
    if (error.position() == null) {
      rendered += System.lineSeparator() + NO_PLACE + script.name();
    }
    add(rendered);
  }

  /**
   * Adds an error that came up when a statement was carried out or later; marks the statement's
   * first word.
   *
   * @param position where the statement stands, or null
   */
  void add(String message, ScriptText script, SqlPosition position) {
    add(new SqlException(message, position == null ? null : firstWord(script, position)), script);
  }

  private static SqlPosition firstWord(ScriptText script, SqlPosition statement) {
    String line = script.text().lines().skip(statement.line() - 1L).findFirst().orElse("");
    int end = statement.column();
    while (end < line.length() && Character.isLetter(line.charAt(end))) {
      end++;
    }
    return new SqlPosition(statement.line(), statement.column(), statement.line(), end);
  }

  /** Adds an error; the text may have many lines. */
  synchronized void add(String text) {
    count++;
    if (file == null) {
      beforePrint.run();
      err.println(text);
      return;
    }
    try {
      Files.writeString(
          file,
          text + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write errors: path=" + file, e);
    }
  }

  /** Errors so far. */
  synchronized int count() {
    return count;
  }

  /** Where the errors are, if not on standard error; else null. */
  Path file() {
    return file;
  }
}
