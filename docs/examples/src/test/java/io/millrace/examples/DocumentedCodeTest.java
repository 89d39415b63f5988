package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java code in the README and in docs stands word for word in a source file that is compiled and
 * run by tests; only its indentation, and what is printed with instead of to a list, may differ.
 */
class DocumentedCodeTest {
  private static final Path ROOT = Path.of("..", "..");

  /** A line that stands for code that is left out. */
  private static final Pattern LEFT_OUT = Pattern.compile("\n *…\n");

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);

  @Test
  void shouldFindEachPieceOfCodeInASourceFile() {
    String sources = sources();
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(text(page));
      while (block.find()) {
        found++;
        for (String part : LEFT_OUT.splitAsStream(block.group(1)).toList()) {
          if (!sources.contains(squeezed(part))) {
            missing.add(page.getFileName() + ":\n" + part);
          }
        }
      }
    }
    assertThat(missing).as("code of the documentation that no test runs").isEmpty();
    assertThat(found).isGreaterThan(15);
  }

  private static List<Path> pages() {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              pages.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sources() {
    return Stream.of("docs/examples/src", "disruptor-runtime/src/test", "perf/src/main")
        .flatMap(directory -> javaFiles(ROOT.resolve(directory)).stream())
        .map(file -> squeezed(text(file)))
        .collect(Collectors.joining("\n"));
  }

  private static List<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without indentation. */
  private static String squeezed(String code) {
    return code.lines()
        .map(String::strip)
        .map(line -> line.replace("System.out.println(", "print("))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
