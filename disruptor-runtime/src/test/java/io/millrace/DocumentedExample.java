package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Code of a test that stands in the documentation word for word. */
final class DocumentedExample {
  private DocumentedExample() {}

  static void check(String test, String name) throws IOException {
    Path file = Path.of("src", "test", "java", "io", "millrace", test + ".java");
    String source = Files.readString(file);
    int begin = source.indexOf('\n', source.indexOf("// example: " + name)) + 1;
    int end = source.lastIndexOf('\n', source.indexOf("// end of example", begin));
    assertThat(Files.readString(Path.of("..", "docs", "embedding.md")))
        .contains("```java\n" + source.substring(begin, end).stripIndent() + "\n```");
  }
}
