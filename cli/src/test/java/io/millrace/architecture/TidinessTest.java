package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TidinessTest {
  private static final Set<String> EMPTY_PACKAGE_NAMES =
      Set.of("util", "utils", "common", "impl", "misc", "helper", "helpers");

  @Test
  void shouldFindTheSources() {
    assertThat(SourceTree.javaFiles().stream().map(SourceTree::relative))
        .contains(
            "core/src/main/java/io/millrace/engine/QueryEngine.java",
            "cli/src/test/java/io/millrace/architecture/TidinessTest.java");
  }

  @Test
  void shouldKeepTextTidy() {
    List<String> problems =
        SourceTree.javaFiles().stream()
            .flatMap(
                file ->
                    TextRules.problems(SourceTree.relative(file), SourceTree.text(file)).stream())
            .toList();
    assertNone("short files and plain text read well in every tool", problems);
  }

  @Test
  void shouldCommentWhatOthersCanUse() {
    assertNone(
        "a signature cannot say thread, units, NULL, overflow, errors and cost",
        JavaParser.problems(texts(true), true));
  }

  @Test
  void shouldNameTypesByTheirRole() {
    assertNone("a name is the first documentation", JavaParser.problems(texts(false), false));
  }

  @Test
  void shouldDescribeEachPackage() {
    Set<String> described = new TreeSet<>();
    Map<String, String> packages = new TreeMap<>();
    for (Path file : SourceTree.javaFiles()) {
      String directory = SourceTree.relative(file.getParent());
      String name = directory.replaceFirst(".*/src/(main|test)/java/", "");
      packages.putIfAbsent(name, directory);
      if (Files.exists(file.resolveSibling("package-info.java"))) {
        described.add(name);
      }
    }
    packages.keySet().removeAll(described);
    assertThat(packages.values())
        .as("package-info.java says what comes in, what goes out, which thread, what is forbidden")
        .isEmpty();
  }

  @Test
  void shouldNamePackagesByAnIdea() {
    Set<String> directories =
        SourceTree.javaFiles().stream()
            .map(file -> SourceTree.relative(file.getParent()))
            .filter(
                directory ->
                    Stream.of(directory.split("/")).anyMatch(EMPTY_PACKAGE_NAMES::contains))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(directories).as("a package is one step of the data path or one idea").isEmpty();
  }

  @Test
  void shouldFindWhatIsUntidyInAText() {
    String text = "good\n\ttab\nblank \nTO" + "DO later\nreturn\r\nno end";
    assertThat(TextRules.problems("A.java", text))
        .containsExactly(
            "A.java:6: last line does not end; add a line feed",
            "A.java:2: tab; use blanks, or \\t inside a literal",
            "A.java:3: trailing blank; take it away",
            "A.java:4: postponed work; do it, or write down the limit as it is",
            "A.java:5: carriage return; lines end with a line feed only");
    assertThat(TextRules.problems("B.java", "x\n".repeat(500))).isEmpty();
    assertThat(TextRules.problems("B.java", "x\n".repeat(501)))
        .containsExactly("B.java:501: file too long: most=500; split it by idea");
  }

  @Test
  void shouldFindWhatLacksAComment() {
    String text =
        """
        /** Has one. */
        public interface Thing {
          void implied();

          /** Has one. */
          default void written() {}

          record Part(int size) {
            public Part {}

            @Override
            public int size() {
              return 1;
            }
          }
        }

        class Hidden {
          public void unseen() {}
        }
        """;
    assertThat(JavaParser.problems(Map.of("Thing.java", text), true))
        .containsExactly(
            "Thing.java:3: no comment: method=implied;"
                + " say what it is, units, thread, NULL, errors",
            "Thing.java:8: no comment: type=Part; say what it is, units, thread, NULL, errors");
    assertThat(JavaParser.problems(Map.of("Thing.java", text), false)).isEmpty();
  }

  @Test
  void shouldFindNamesThatSayNothing() {
    String text = "class StreamManager {\n  enum RowData {}\n\n  record Data() {}\n}\n";
    assertThat(JavaParser.problems(Map.of("StreamManager.java", text), false))
        .containsExactly(
            "StreamManager.java:1: name says nothing: type=StreamManager;"
                + " name its role, see the glossary",
            "StreamManager.java:2: name says nothing: type=RowData;"
                + " name its role, see the glossary");
  }

  private static Map<String, String> texts(boolean mainOnly) {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : SourceTree.javaFiles()) {
      if (!mainOnly || SourceTree.isMain(file)) {
        texts.put(SourceTree.relative(file), SourceTree.text(file));
      }
    }
    return texts;
  }

  private static void assertNone(String reason, List<String> problems) {
    assertThat(problems).as(reason).isEmpty();
  }
}
