package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModuleArrowsTest {
  private static final String JUNIT = "org.junit.jupiter.api.";
  private static final Map<String, JavaClasses> CLASSES = new TreeMap<>();
  private static final Map<String, String> MODULE_OF_CLASS = new HashMap<>();

  @BeforeAll
  static void readClasses() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    for (String module : SourceTree.MODULES) {
      Path directory = SourceTree.module(module).resolve("target/classes");
      if (Files.isDirectory(directory)) {
        JavaClasses classes = new ClassFileImporter().importPath(directory);
        CLASSES.put(module, classes);
        classes.forEach(type -> MODULE_OF_CLASS.put(type.getName(), module));
      }
    }
  }

  @Test
  void shouldSeeTheClassesOfEveryModuleThatTheCommandIsMadeOf() {
    List<String> withSources =
        SourceTree.javaFiles().stream()
            .filter(SourceTree::isMain)
            .map(file -> SourceTree.relative(file).replaceFirst("/src/.*", ""))
            .filter(module -> !module.equals("perf") && !module.equals("docs/examples"))
            .distinct()
            .toList();
    assertThat(CLASSES.keySet()).containsAll(withSources);
    assertThat(MODULE_OF_CLASS).containsEntry("io.millrace.engine.QueryEngine", "core");
  }

  @Test
  void shouldKeepCoreToAgronaAndTheJdk() {
    assertThat(violations("core", new ModuleRule(List.of(), List.of("java.", "org.agrona."))))
        .as("core is what every other module stands on: it uses Agrona and the JDK, nothing else")
        .isEmpty();
  }

  @Test
  void shouldKeepThreadsOutOfCore() {
    assertThat(
            dependencies("core")
                .filter(dependency -> ThreadTypes.isOne(target(dependency).getName()))
                .map(ModuleArrowsTest::describe)
                .toList())
        .as(
            "an engine is driven by one thread that it does not know:"
                + " threads, executors and locks live in disruptor-runtime")
        .isEmpty();
  }

  @Test
  void shouldKeepTheCompilerToCoreCalciteAndJanino() {
    ModuleRule rule =
        new ModuleRule(
            List.of("core"),
            List.of(
                "java.",
                "org.apache.calcite.",
                "com.google.common.",
                "org.codehaus.janino.",
                "org.codehaus.commons.compiler.",
                "org.slf4j."));
    assertThat(violations("sql-compiler", rule))
        .as("the compiler turns text into classes of core's contract: it knows no ring, no thread")
        .isEmpty();
  }

  @Test
  void shouldRunCompiledQueriesWithoutTheCompiler() {
    ModuleRule rule =
        new ModuleRule(
            List.of("core"),
            List.of(
                "java.", "jdk.jfr.", "com.lmax.disruptor.", "org.agrona.", "net.openhft.", JUNIT));
    assertThat(violations("disruptor-runtime", rule))
        .as(
            "core + disruptor-runtime must run a compiled query without the compiler on the class"
                + " path: meet it through io.millrace.query in core")
        .isEmpty();
  }

  @Test
  void shouldKeepJUnitToTheTestKit() {
    assertThat(
            dependencies("disruptor-runtime")
                .filter(dependency -> target(dependency).getName().startsWith(JUNIT))
                .filter(
                    dependency ->
                        !dependency.getOriginClass().getPackageName().equals("io.millrace.test"))
                .map(ModuleArrowsTest::describe)
                .toList())
        .as("JUnit is an optional dependency: an engine runs without it")
        .isEmpty();
  }

  @Test
  void shouldKeepBenchmarksOutOfTheCommand() {
    assertThat(
            dependencies("cli")
                .filter(dependency -> "perf".equals(moduleOf(target(dependency))))
                .map(ModuleArrowsTest::describe)
                .toList())
        .as("perf may use everything and nothing may use perf")
        .isEmpty();
  }

  @Test
  void shouldGiveEachPackageToOneModule() {
    Map<String, TreeSet<String>> modulesOfPackage = new TreeMap<>();
    CLASSES.forEach(
        (module, classes) ->
            classes.forEach(
                type ->
                    modulesOfPackage
                        .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                        .add(module)));
    modulesOfPackage.values().removeIf(modules -> modules.size() == 1);
    assertThat(modulesOfPackage)
        .as("a package in two modules hides which arrow an import follows")
        .isEmpty();
  }

  @Test
  void shouldReportAForbiddenUseWithItsPlace() {
    List<String> found = violations("cli", new ModuleRule(List.of("core"), List.of("java.")));
    assertThat(found).anyMatch(text -> text.contains("picocli") && text.contains(".java:"));
  }

  private static List<String> violations(String module, ModuleRule rule) {
    return dependencies(module)
        .filter(
            dependency -> {
              String targetModule = moduleOf(target(dependency));
              return !module.equals(targetModule)
                  && !rule.allows(targetModule, target(dependency).getName());
            })
        .map(ModuleArrowsTest::describe)
        .distinct()
        .toList();
  }

  private static Stream<Dependency> dependencies(String module) {
    List<Dependency> found = new ArrayList<>();
    if (CLASSES.containsKey(module)) {
      CLASSES.get(module).forEach(type -> found.addAll(type.getDirectDependenciesFromSelf()));
    }
    return found.stream().filter(dependency -> !target(dependency).isPrimitive());
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static String moduleOf(JavaClass type) {
    return MODULE_OF_CLASS.get(type.getName());
  }

  private static String describe(Dependency dependency) {
    return dependency.getDescription();
  }
}
