package io.millrace.cli.run;

import io.millrace.access.ConnectorAccess;
import io.millrace.access.FileAccess;
import io.millrace.connector.Candidates;
import io.millrace.connector.ConnectorRegistry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code --allow} says: {@code file}, {@code file:read:DIR}, {@code file:write:DIR},
 * {@code file:stdin}, {@code file:stdout}, {@code file:classpath}, the name of another connector,
 * or {@code none}.
 */
public final class AllowedAccess {
  private static final String NONE = "none";
  private static final String READ = "file:read:";
  private static final String WRITE = "file:write:";
  private static final List<String> FILE_WORDS =
      List.of("file", "file:read:DIR", "file:write:DIR", "file:stdin", "file:stdout");

  private AllowedAccess() {}

  /**
   * What is allowed: all that is local, unless something is said.
   *
   * @throws IllegalArgumentException if a word is none of those above
   */
  public static ConnectorAccess of(List<String> words, ConnectorRegistry connectors) {
    if (words.isEmpty()) {
      return connectors.local();
    }
    ConnectorAccess access = ConnectorAccess.none();
    for (String word : words) {
      access = with(access, word, connectors);
    }
    return access;
  }

  private static ConnectorAccess with(
      ConnectorAccess access, String word, ConnectorRegistry connectors) {
    FileAccess files = access.files();
    if (word.startsWith(READ)) {
      return access.withFiles(files.reading(directory(word, READ)));
    }
    if (word.startsWith(WRITE)) {
      return access.withFiles(files.writing(directory(word, WRITE)));
    }
    return switch (word) {
      case NONE -> access;
      case "file" -> access.withFiles(FileAccess.all());
      case "file:stdin" -> access.withFiles(files.withStandardInput());
      case "file:stdout" -> access.withFiles(files.withStandardOutput());
      case "file:classpath" -> access.withFiles(files.withResources());
      default -> {
        if (!connectors.names().contains(word)) {
          throw unknown(word, connectors);
        }
        yield access.with(word);
      }
    };
  }

  private static Path directory(String word, String prefix) {
    String path = word.substring(prefix.length());
    try {
      if (!path.isEmpty()) {
        return Path.of(path);
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "not a path: --allow=" + word + ", cause=" + e.getReason() + "; name a directory", e);
    }
    throw new IllegalArgumentException("no directory: --allow=" + word + "; name one behind it");
  }

  private static IllegalArgumentException unknown(String word, ConnectorRegistry connectors) {
    List<String> words = new ArrayList<>(FILE_WORDS);
    words.add("file:classpath");
    connectors.names().stream().filter(name -> !words.contains(name)).forEach(words::add);
    words.add(NONE);
    return new IllegalArgumentException(
        "nothing to allow: --allow=" + word + "; " + Candidates.advice(word, words));
  }
}
