package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names by which the jars are required from the module path. */
class ModuleNamesTest {
  private static final Pattern NAME = Pattern.compile("<module.name>([a-z.]+)</module.name>");

  @Test
  void shouldGiveEachModuleItsNameInTheManifest() {
    Map<String, String> names = new TreeMap<>();
    for (String module : SourceTree.MODULES) {
      Matcher name = NAME.matcher(SourceTree.text(SourceTree.module(module).resolve("pom.xml")));
      names.put(module, name.find() ? name.group(1) : "");
    }
    assertThat(names)
        .as("whoever requires one of these names depends on its staying the same")
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "core", "io.millrace.core",
                "sql-compiler", "io.millrace.sql",
                "disruptor-runtime", "io.millrace.runtime",
                "cli", "io.millrace.cli",
                "perf", "io.millrace.perf",
                "docs/examples", "io.millrace.examples"));
    assertThat(SourceTree.text(SourceTree.module("core").resolveSibling("pom.xml")))
        .contains("<Automatic-Module-Name>${module.name}</Automatic-Module-Name>");
  }
}
