package io.millrace.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the files of the corpus. A file is an SQL script that can be run as it is. Comments in
 * front describe it; comments behind the last statement say what must come of it:
 *
 * <pre>
 * -- expect                   rows in any order, or
 * -- expect ordered           rows in this order from one engine, or
 * -- expect ordered by a, b   the same, and rows of equal a and b in this order from several
 * -- +I 1, 'text', NULL       a row: kind and values, timestamps in ISO 8601, decimals in full
 * -- late 2                   rows that come too late; 0 if left out
 * -- dead-letters 1           rows that the query cannot use; 0 if left out
 * -- fails: message           part of the message of a row that fails and is left out
 * -- error                    instead of all this: the error with its place, as it is rendered
 * </pre>
 */
final class CorpusReader {
  /** How names of files end. */
  static final String EXTENSION = ".test";

  private static final Path FOLDER = Path.of("src", "test", "resources", "corpus");
  private static final String COMMENT = "--";

  private final String name;
  private final String script;
  private final List<OutputRow> rows = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private RowOrder order;
  private String error;
  private long lateRows;
  private long deadLetters;

  private CorpusReader(String name, String script) {
    this.name = name;
    this.script = script;
  }

  /** All files, sorted by name. */
  static List<CorpusFile> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .sorted()
          .map(CorpusReader::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusFile read(Path file) {
    try {
      String path = FOLDER.relativize(file).toString().replace('\\', '/');
      String name = path.substring(0, path.length() - EXTENSION.length());
      return parse(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the text of a file. */
  static CorpusFile parse(String name, String script) {
    return new CorpusReader(name, script).parse();
  }

  private CorpusFile parse() {
    List<String> lines = script.lines().toList();
    if (!lines.get(0).startsWith(COMMENT)) {
      throw wrong(lines.get(0), "begin with a comment that describes the behaviour");
    }
    int last = lines.size();
    while (last > 0 && lines.get(last - 1).startsWith(COMMENT)) {
      last--;
    }
    List<String> expectation =
        lines.subList(last, lines.size()).stream()
            .map(line -> line.substring(COMMENT.length()).replaceFirst("^ ", ""))
            .toList();
    for (int i = 0; i < expectation.size(); i++) {
      if (expectation.get(i).equals("error")) {
        error = String.join("\n", expectation.subList(i + 1, expectation.size()));
        break;
      }
      accept(expectation.get(i));
    }
    if ((order == null) == (error == null)) {
      throw wrong("", "end with either -- expect or -- error");
    }
    return new CorpusFile(
        name, script, error, error == null ? rows : null, order, lateRows, deadLetters, failures);
  }

  private void accept(String line) {
    if (line.equals("expect")) {
      order = RowOrder.NONE;
    } else if (line.equals("expect ordered")) {
      order = new RowOrder(true, null);
    } else if (line.startsWith("expect ordered by ")) {
      order = new RowOrder(true, Arrays.asList(line.substring(18).split(", ")));
    } else if (line.startsWith("late ")) {
      lateRows = Long.parseLong(line.substring(5));
    } else if (line.startsWith("dead-letters ")) {
      deadLetters = Long.parseLong(line.substring(13));
    } else if (line.startsWith("fails: ")) {
      failures.add(line.substring(7));
    } else if (line.startsWith("+") || line.startsWith("-")) {
      rows.add(OutputRow.parse(line));
    } else {
      throw wrong(line, "use expect, a row, late, dead-letters, fails or error");
    }
  }

  private IllegalArgumentException wrong(String line, String remedy) {
    return new IllegalArgumentException(
        "bad file of the corpus: name=" + name + ", line=" + line + "; " + remedy);
  }
}
