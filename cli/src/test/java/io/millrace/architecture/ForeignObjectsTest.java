package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForeignObjectsTest {
  private static final Set<String> READERS =
      Set.of(
          "java.io.ObjectInputStream",
          "java.io.ObjectInput",
          "java.io.Externalizable",
          "java.beans.XMLDecoder",
          "java.rmi.MarshalledObject");
  private static final Set<String> HOOKS =
      Set.of("readObject", "readUnshared", "readResolve", "readExternal", "readObjectNoData");

  /** Calls that turn a name into a class, beside {@code loadClass} of any class loader. */
  private static final Set<String> LOADS =
      Set.of("java.lang.Class.forName", "java.lang.invoke.MethodHandles$Lookup.findClass");

  /** Who may load a class by its name, and where the name is from. */
  private static final Map<String, String> LOADERS =
      Map.of(
          "io.millrace.memory.SegmentTypes", "constants: classes of the JDK",
          "io.millrace.memory.MemoryAccess", "constants: classes of the JDK",
          "io.millrace.store.ChronicleParts", "a constant: whether an optional part is there",
          "io.millrace.journal.QueueParts", "a constant: whether an optional part is there",
          "io.millrace.cli.console.SignalTrap", "constants: classes of the JDK",
          "io.millrace.sql.codegen.ClassCompiler", "the class that it has just compiled");

  private static final List<JavaClass> CLASSES = new ArrayList<>();

  @BeforeAll
  static void readClasses() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    for (String module : SourceTree.MODULES) {
      Path directory = SourceTree.module(module).resolve("target/classes");
      if (!module.equals("perf") && Files.isDirectory(directory)) {
        new ClassFileImporter().importPath(directory).forEach(CLASSES::add);
      }
    }
  }

  @Test
  void shouldReadNoForeignObjects() {
    assertThat(CLASSES).hasSizeGreaterThan(LOADERS.size());
    assertThat(CLASSES.stream().flatMap(ForeignObjectsTest::objectReads).toList())
        .as("bytes become values field by field: a foreign object could run code when it is read")
        .isEmpty();
  }

  @Test
  void shouldLoadClassesByNameOnlyWhereTheNameIsOurOwn() {
    List<String> found =
        CLASSES.stream()
            .filter(type -> loads(type).findAny().isPresent())
            .map(JavaClass::getName)
            .toList();
    assertThat(found)
        .as("a name from SQL must never become a class; constants do, in the classes listed here")
        .containsExactlyInAnyOrderElementsOf(LOADERS.keySet());
  }

  @Test
  void shouldFindAClassThatReadsObjectsAndLoadsByName() {
    JavaClasses classes = new ClassFileImporter().importClasses(Careless.class);
    JavaClass careless = classes.get(Careless.class);
    assertThat(objectReads(careless)).anyMatch(text -> text.contains("ObjectInputStream"));
    assertThat(objectReads(careless)).anyMatch(text -> text.contains("readResolve"));
    assertThat(loads(careless)).hasSize(1);
  }

  private static Stream<String> objectReads(JavaClass type) {
    Stream<String> uses =
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> READERS.contains(dependency.getTargetClass().getName()))
            .map(Dependency::getDescription);
    Stream<String> hooks =
        type.getMethods().stream()
            .filter(method -> HOOKS.contains(method.getName()))
            .map(JavaMethod::getFullName);
    return Stream.concat(uses, hooks);
  }

  private static Stream<String> loads(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(
            access ->
                access.getName().equals("loadClass")
                    || LOADS.contains(access.getTargetOwner().getName() + "." + access.getName()))
        .map(JavaAccess::getDescription);
  }

  /** Does what no class of ours may do. */
  static final class Careless {
    Object read(byte[] bytes) throws IOException, ClassNotFoundException {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
        return Class.forName((String) in.readObject());
      }
    }

    Object readResolve() {
      return this;
    }
  }
}
