package io.millrace.cli.run;

import io.millrace.access.WantedFile;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.file.LetterFile;
import io.millrace.connector.file.LetterFormat;
import io.millrace.type.Schema;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The files that the letters of a script's queries go to, each opened once, whatever names it.
 * Opened and closed by the script's thread, written to by any.
 */
final class ScriptLetters implements AutoCloseable {
  private final ConnectorContext context;
  private final Map<Path, LetterFile> files = new LinkedHashMap<>();

  /** No letters so far; relative paths are relative to the context's directory. */
  ScriptLetters(ConnectorContext context) {
    this.context = context;
  }

  /**
   * Where the letters of a query go.
   *
   * @param query how messages call it
   * @param schema columns of the rows that it reads
   * @param settings what the script has said up to the query
   * @param continued whether letters of an earlier run stay
   * @throws ConnectorException if a file cannot be written
   * @throws io.millrace.access.AccessRefusedException if one may not
   */
  QueryLetters open(String query, Schema schema, ScriptSettings settings, boolean continued) {
    return new QueryLetters(
        new LetterFormat(query, schema),
        file(ScriptSettings.LATE_ROWS, settings.lateRows(), continued),
        file(ScriptSettings.DEAD_LETTERS, settings.deadLetters(), continued));
  }

  private LetterFile file(String option, String path, boolean continued) {
    if (path == null) {
      return null;
    }
    try {
      Path asked = context.directory().resolve(path).normalize();
      Path file = context.access().files().write(new WantedFile(null, option, path), asked);
      return files.computeIfAbsent(
          file,
          unused -> continued ? LetterFile.continued(option, file) : new LetterFile(option, file));
    } catch (InvalidPathException e) {
      throw new ConnectorException(
          "not a path: " + option + "=" + path + ", cause=" + e.getReason() + "; name a file", e);
    }
  }

  /** Hands on what is in buffers. */
  void flush() {
    files.values().forEach(LetterFile::flush);
  }

  /** Completes all files; tells what goes wrong, each failure that no query has met already. */
  void finish(Consumer<String> errors) {
    for (LetterFile file : files.values()) {
      try {
        file.close();
      } catch (ConnectorException e) {
        errors.accept(e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    files.values().forEach(LetterFile::close);
  }
}
