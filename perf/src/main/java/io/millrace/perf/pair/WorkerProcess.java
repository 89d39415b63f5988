package io.millrace.perf.pair;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link PairWorker} with the classes of a build, in a JVM with the flags of this one. */
final class WorkerProcess {
  private static final String WORKER = PairWorker.class.getName().replace('.', '/') + ".class";

  private final Path worker;

  /** Copies the class of the worker into a directory. */
  WorkerProcess(Path directory) throws IOException {
    this.worker = directory;
    Path file = directory.resolve(WORKER);
    Files.createDirectories(file.getParent());
    try (InputStream in = PairWorker.class.getResourceAsStream("/" + WORKER);
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    }
  }

  /** A run with the classes of the build in {@code home}. */
  WorkerResult run(Path home, List<String> arguments) throws IOException, InterruptedException {
    Path target = home.resolve("perf").resolve("target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(
        String.join(
            System.getProperty("path.separator"),
            worker.toString(),
            target.resolve("millrace-perf.jar").toString(),
            target.resolve("lib") + "/*"));
    command.add(PairWorker.class.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread killer = new Thread(process::destroyForcibly, "kill-worker");
    Runtime.getRuntime().addShutdownHook(killer);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(killer);
    if (status != 0) {
      throw new IOException(
          "worker failed: build=" + home + ", status=" + status + "; see its messages");
    }
    return WorkerResult.parse(output);
  }
}
