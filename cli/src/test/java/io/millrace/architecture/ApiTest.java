package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a user of the library may rely on is listed in {@code docs/api.md}, type by type; packages
 * that are not there are internal, say so, and no signature leads into them.
 */
class ApiTest {
  private static final List<String> LIBRARIES =
      List.of("core", "sql-compiler", "disruptor-runtime");
  private static final Pattern HEADING = Pattern.compile("## `([a-z.]+)`");
  private static final Pattern ENTRY = Pattern.compile("\\| `([\\w.]+)` \\| .+ \\|");
  private static final Pattern HIDDEN = Pattern.compile("\\| `([a-z.]+)` \\| (`.+`) \\|");
  private static final String INTERNAL = "Internal: ";

  /** Members that lead into an internal package, and why they must be there. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("io.millrace.Millrace.catalog", "scripts are compiled against it"),
          Map.entry("io.millrace.UnfinishedException.work", "shows what its message says"),
          Map.entry("io.millrace.latency.StageLatency.of", "the engine sums counts up"),
          Map.entry("io.millrace.prepared.PreparedQuery.new", "Millrace.prepare makes it"),
          Map.entry("io.millrace.publish.RecordPublisher.new", "Millrace.publisher makes it"),
          Map.entry("io.millrace.query.CompiledQuery.factory", "the runtime makes engines"),
          Map.entry("io.millrace.query.CompiledQuery.filter", "the runtime indexes queries"),
          Map.entry("io.millrace.query.CompiledQuery.key", "a table tells rows apart"),
          Map.entry("io.millrace.query.CompiledQuery.new", "the compiler makes it"),
          Map.entry("io.millrace.query.Routing.byKey", "the compiler makes it"),
          Map.entry("io.millrace.query.Routing.routerFactory", "the runtime makes routers"),
          Map.entry("io.millrace.table.Table.new", "Millrace.table makes it"),
          Map.entry("io.millrace.type.VarcharView.set", "engines show text that they build"));

  /** Types of API packages that the page calls internal, by package. */
  private static Map<String, Set<String>> hidden() {
    Map<String, Set<String>> hidden = new TreeMap<>();
    page()
        .forEach(
            line -> {
              Matcher matcher = HIDDEN.matcher(line);
              if (matcher.matches()) {
                hidden.put(
                    matcher.group(1),
                    Pattern.compile(", ")
                        .splitAsStream(matcher.group(2).replace("`", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
              }
            });
    return hidden;
  }

  private static List<String> page() {
    return SourceTree.text(SourceTree.module("docs").resolve("api.md")).lines().toList();
  }

  /** Packages and types of the page. */
  private static Map<String, Set<String>> listed() {
    Map<String, Set<String>> listed = new TreeMap<>();
    String heading = "";
    for (String line : page()) {
      Matcher matcher = HEADING.matcher(line);
      Matcher entry = ENTRY.matcher(line);
      if (line.equals("## Internal")) {
        break;
      }
      if (matcher.matches()) {
        heading = matcher.group(1);
        listed.put(heading, new TreeSet<>());
      } else if (entry.matches()) {
        listed.get(heading).add(entry.group(1));
      }
    }
    return listed;
  }

  /** Public types by package; nested ones with a point. */
  private static Map<String, Set<Class<?>>> publicTypes() {
    Map<String, Set<Class<?>>> types = new TreeMap<>();
    for (String module : LIBRARIES) {
      Path classes = SourceTree.module(module).resolve("target/classes");
      for (Path file : classFiles(classes)) {
        String name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
        if (!name.endsWith("package-info") && !name.matches(".*\\$\\d.*")) {
          Class<?> type = load(name);
          if (isVisible(type)) {
            types
                .computeIfAbsent(
                    type.getPackageName(),
                    unused -> new TreeSet<>(Comparator.comparing(Class::getName)))
                .add(type);
          }
        }
      }
    }
    return types;
  }

  private static boolean isVisible(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if (!Modifier.isPublic(at.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> classFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  @Test
  void shouldListEachTypeOfTheApiAndNoOther() {
    Map<String, Set<Class<?>>> types = publicTypes();
    Map<String, Set<String>> hidden = hidden();
    listed()
        .forEach(
            (api, names) -> {
              Set<String> all = new TreeSet<>(names);
              all.addAll(hidden.getOrDefault(api, Set.of()));
              Set<String> found = new TreeSet<>();
              types.getOrDefault(api, Set.of()).forEach(type -> found.add(name(type)));
              assertThat(found).as("public types of %s, beside docs/api.md", api).isEqualTo(all);
            });
  }

  @Test
  void shouldMarkEachOtherPackageAsInternal() {
    Set<String> api = listed().keySet();
    List<String> unmarked = new ArrayList<>();
    for (String other : publicTypes().keySet()) {
      boolean marked =
          packageText(other).contains("/**\n * " + INTERNAL)
              || packageText(other).startsWith("/** " + INTERNAL);
      if (api.contains(other) == marked) {
        unmarked.add(other);
      }
    }
    assertThat(unmarked)
        .as("a package is in docs/api.md, or its description begins with " + INTERNAL)
        .isEmpty();
  }

  private static String packageText(String name) {
    for (String module : LIBRARIES) {
      Path file =
          SourceTree.module(module)
              .resolve("src/main/java")
              .resolve(name.replace('.', '/'))
              .resolve("package-info.java");
      if (Files.exists(file)) {
        return SourceTree.text(file);
      }
    }
    return "";
  }

  @Test
  void shouldLeadToNoInternalType() {
    Set<String> api = new TreeSet<>();
    listed().forEach((name, types) -> types.forEach(type -> api.add(name + "." + type)));
    Set<String> leaks = new TreeSet<>();
    publicTypes().values().stream()
        .flatMap(Set::stream)
        .filter(type -> api.contains(type.getCanonicalName()))
        .forEach(type -> leaks.addAll(leaks(type, api)));
    assertThat(leaks)
        .as("members of the API that lead to internal types; a reason for each that must")
        .isEqualTo(ALLOWED.keySet());
  }

  private static Set<String> leaks(Class<?> type, Set<String> api) {
    Set<String> leaks = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      note(type.getName() + ".new", constructor, null, api, leaks);
    }
    for (Method method : type.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        note(
            type.getName() + "." + method.getName(),
            method,
            method.getGenericReturnType(),
            api,
            leaks);
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field.getModifiers()) && leads(field.getGenericType(), api)) {
        leaks.add(type.getName() + "." + field.getName());
      }
    }
    return leaks;
  }

  private static void note(
      String place, Executable member, Type result, Set<String> api, Set<String> leaks) {
    boolean leads =
        Stream.concat(
                Arrays.stream(member.getGenericParameterTypes()),
                Stream.concat(
                    Arrays.stream(member.getGenericExceptionTypes()), Stream.ofNullable(result)))
            .anyMatch(type -> leads(type, api));
    if (isOpen(member.getModifiers()) && leads) {
      leaks.add(place);
    }
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static boolean leads(Type type, Set<String> api) {
    if (type instanceof Class<?> raw) {
      Class<?> element = raw;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      return element.getName().startsWith("io.millrace.")
          && !api.contains(element.getCanonicalName());
    }
    if (type instanceof ParameterizedType generic) {
      return leads(generic.getRawType(), api)
          || Arrays.stream(generic.getActualTypeArguments()).anyMatch(part -> leads(part, api));
    }
    if (type instanceof GenericArrayType array) {
      return leads(array.getGenericComponentType(), api);
    }
    return type instanceof WildcardType wild
        && Stream.concat(Arrays.stream(wild.getUpperBounds()), Arrays.stream(wild.getLowerBounds()))
            .anyMatch(bound -> leads(bound, api));
  }
}
