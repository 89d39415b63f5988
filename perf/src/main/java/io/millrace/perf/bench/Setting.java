package io.millrace.perf.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Under what circumstances figures came about.
 *
 * @param lines what a reader wants to know, by name
 */
record Setting(Map<String, String> lines) {
  /** The circumstances of this process, now. */
  static Setting current(Effort effort) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    lines.put("commit", commit());
    lines.put("machine", processor());
    lines.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    lines.put("load before", String.format(Locale.ROOT, "%.2f", load));
    lines.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    lines.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    lines.put(
        "flags",
        WorkerProcess.flags().stream()
            .filter(flag -> !flag.startsWith("-Dmillrace.home="))
            .collect(Collectors.joining(" ")));
    lines.put("effort", effort.name().toLowerCase(Locale.ROOT));
    return new Setting(lines);
  }

  /** Name for files: date, JDK and commit. */
  String fileName() {
    return lines.get("date")
        + "-jdk"
        + Runtime.version().feature()
        + "-"
        + lines.get("commit").replace(" ", "-");
  }

  /** Top directory of the sources, which the launcher names; else the current directory. */
  static Path home() {
    return Path.of(System.getProperty("millrace.home", "."));
  }

  private static String processor() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
    return System.getProperty("os.arch");
  }

  private static String commit() {
    String commit = output("git", "rev-parse", "--short", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    String changes = output("git", "status", "--porcelain", "--untracked-files=no");
    return changes.isEmpty() ? commit : commit + " changed";
  }

  private static String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(home().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
