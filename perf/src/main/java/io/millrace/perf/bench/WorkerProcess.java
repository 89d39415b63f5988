package io.millrace.perf.bench;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@link BenchWorker} in a JVM like this one. */
final class WorkerProcess {
  private WorkerProcess() {}

  /** JVM flags of workers: those of this JVM, of which the last of two that conflict wins. */
  static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** Runs a job to its end. */
  static JobResult run(Job job) throws IOException, InterruptedException {
    Path jobFile = Files.createTempFile("millrace-bench", ".job");
    Path resultFile = Files.createTempFile("millrace-bench", ".result");
    try {
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(jobFile))) {
        out.writeObject(job);
      }
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags());
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(BenchWorker.class.getName());
      command.add(jobFile.toString());
      command.add(resultFile.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      int status = await(process);
      if (status != 0) {
        throw new IOException(
            "worker failed: job=" + job.label() + ", status=" + status + "; see its messages");
      }
      try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(resultFile))) {
        return (JobResult) in.readObject();
      } catch (ClassNotFoundException e) {
        throw new IOException("worker of another build: job=" + job.label(), e);
      }
    } finally {
      Files.deleteIfExists(jobFile);
      Files.deleteIfExists(resultFile);
    }
  }

  private static int await(Process process) throws InterruptedException {
    Thread killer = new Thread(process::destroyForcibly, "kill-worker");
    Runtime.getRuntime().addShutdownHook(killer);
    int status = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(killer);
    return status;
  }
}
