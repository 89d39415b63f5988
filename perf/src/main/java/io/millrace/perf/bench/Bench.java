package io.millrace.perf.bench;

import io.millrace.perf.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code millrace bench}; a status of 1 says that an answer was wrong. */
@Command(
    name = "millrace bench",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the scenarios by hand-written loop, by Millrace and by others, compares their answers,",
      "then their speed, and prints the ratios beside their targets."
    })
public final class Bench implements Callable<Integer> {
  @Option(names = "--quick", description = "Less than a minute: figures show orders of magnitude.")
  private boolean quick;

  @Option(
      names = "--smoke",
      description = "Seconds: shows only that everything runs and that answers agree.")
  private boolean smoke;

  @Option(names = "--json", description = "Print a line of JSON for each target, not a table.")
  private boolean json;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Scenario> scenarios = new ArrayList<>();

  @Option(
      names = "--measure",
      split = ",",
      paramLabel = "NAME",
      description = "Only these of the measures besides the scenarios.")
  private List<String> measures = new ArrayList<>();

  @Option(
      names = "--contender",
      split = ",",
      paramLabel = "NAME",
      description = "Only contenders whose name contains this, and the hand-written loop.")
  private List<String> contenders = new ArrayList<>();

  @Option(
      names = "--keys",
      split = ",",
      paramLabel = "N",
      description =
          "Numbers of different keys; default 100, 10000 and 1000000 for S2, quick: 10000.")
  private List<Integer> keys = new ArrayList<>();

  @Option(
      names = "--partitions",
      split = ",",
      paramLabel = "N",
      description = "Numbers of partitions of what runs end to end; default 1,2.")
  private List<Integer> partitions = List.of(1, 2);

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows of a case; rounded up to whole batches.")
  private long rows;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where the report is written; default perf/results beside the launcher.")
  private Path results = Setting.home().resolve("perf").resolve("results");

  private Bench() {}

  /** Runs the command and ends the JVM with its status. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Bench());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Effort effort = smoke ? Effort.SMOKE : quick ? Effort.QUICK : Effort.FULL;
    Setting setting = Setting.current(effort);
    List<CaseResult> cases = new ArrayList<>();
    List<NamedFindings> findings = new ArrayList<>();
    for (Job job : jobs(effort)) {
      JobResult result = WorkerProcess.run(job);
      if (result.wrongAnswer() != null) {
        System.err.println("millrace: " + result.wrongAnswer());
        return 1;
      }
      cases.addAll(result.cases());
      if (result.findings() != null) {
        findings.add(new NamedFindings(job.measure(), result.findings()));
      }
    }
    Report report = new Report(setting, cases, findings);
    print(report);
    if (effort != Effort.SMOKE) {
      write(report);
    }
    return 0;
  }

  private List<Job> jobs(Effort effort) {
    Cases cases = new Cases(effort, rows, keys);
    List<String> parts = contenders.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    List<Job> jobs = new ArrayList<>();
    if (measures.isEmpty() || !scenarios.isEmpty()) {
      for (Scenario scenario : Scenario.values()) {
        if (scenarios.isEmpty() || scenarios.contains(scenario)) {
          jobs.add(new Job(cases.of(scenario), null, effort, parts, partitions));
        }
      }
    }
    for (Measure measure : Measures.all()) {
      boolean chosen = measures.isEmpty() && scenarios.isEmpty() && contenders.isEmpty();
      if (chosen || measures.contains(measure.name())) {
        jobs.add(new Job(List.of(), measure.name(), effort, parts, partitions));
      }
    }
    return jobs;
  }

  private void print(Report report) {
    if (!json) {
      System.out.print(ReportText.of(report));
      return;
    }
    for (RatioLine line : report.ratios()) {
      if (line.hasTarget()) {
        System.out.println(ReportJson.line(line));
      }
    }
  }

  private void write(Report report) throws IOException {
    Files.createDirectories(results);
    Path text = results.resolve(report.setting().fileName() + ".md");
    Files.writeString(text, ReportText.of(report));
    Files.writeString(
        results.resolve(report.setting().fileName() + ".json"), ReportJson.of(report));
    for (NamedFindings measure : report.measures()) {
      for (Map.Entry<String, String> plot : measure.findings().plots().entrySet()) {
        Files.writeString(results.resolve(plot.getKey() + ".svg"), plot.getValue());
      }
      for (Map.Entry<String, String> file : measure.findings().files().entrySet()) {
        Files.writeString(results.resolve(file.getKey()), file.getValue());
      }
    }
    System.err.println("millrace: report=" + text);
  }
}
