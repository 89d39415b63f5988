package io.millrace.perf.bench;

import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Workload;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Main class of a JVM that does one job and ends: so one scenario's profile of shared code does not
 * spoil the compilation of another one's. Arguments: a file with the job, a file for the result.
 */
public final class BenchWorker {
  private BenchWorker() {}

  /** Does the job; progress goes to standard error. */
  public static void main(String[] args) throws Exception {
    Job job;
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(Path.of(args[0])))) {
      job = (Job) in.readObject();
    }
    JobResult result;
    try {
      result = run(job, System.err::println);
    } catch (WrongAnswerException e) {
      result = JobResult.wrong(e.getMessage());
    }
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(Path.of(args[1])))) {
      out.writeObject(result);
    }
    // A rival may have left threads that would keep this process alive.
    System.exit(0);
  }

  /** Does the job in this JVM. */
  static JobResult run(Job job, Consumer<String> progress) throws Exception {
    if (job.measure() != null) {
      for (Measure measure : Measures.all()) {
        if (measure.name().equals(job.measure())) {
          progress.accept(measure.name());
          return new JobResult(List.of(), measure.run(job.effort(), progress), null);
        }
      }
      throw new IllegalArgumentException("unknown measure: name=" + job.measure());
    }
    List<CaseResult> results = new ArrayList<>();
    for (BenchCase benchCase : job.cases()) {
      Workload workload =
          new Workload(
              benchCase.scenario(), benchCase.rows(), BenchCase.BATCH_ROWS, benchCase.customers());
      CaseRun run = new CaseRun(Pace.of(job.effort()), progress);
      results.add(run.run(benchCase, workload, contenders(job)));
    }
    return new JobResult(results, null, null);
  }

  private static List<Contender> contenders(Job job) {
    List<Contender> chosen = new ArrayList<>();
    for (Contender contender : Contenders.all(job.partitions(), job.effort())) {
      String name = contender.name().toLowerCase(Locale.ROOT);
      if (chosen.isEmpty()
          || job.contenders().isEmpty()
          || job.contenders().stream().anyMatch(part -> name.contains(part))) {
        chosen.add(contender);
      }
    }
    return chosen;
  }
}
