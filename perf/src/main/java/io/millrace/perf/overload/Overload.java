package io.millrace.perf.overload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code perf/scripts/overload}; a status of 1 says that the verdict is against it. */
@Command(
    name = "overload",
    mixinStandardHelpOptions = true,
    description = {
      "Offers an engine twice the rows that it takes, while queries come and go, and says whether",
      "memory, threads or files have grown and whether a row was lost."
    })
public final class Overload implements Callable<Integer> {
  private static final String NONE = "none";
  private static final double MS_PER_MINUTE = 60_000;

  @Option(names = "--minutes", defaultValue = "60", description = "How long. Default: 60.")
  private double minutes;

  @Option(
      names = "--durable",
      paramLabel = "DIR|none",
      description = "Where the engine keeps journal and checkpoints. Default: a temporary one.")
  private String durable = "";

  @Option(names = "--json", description = "Print lines of JSON at the end, not tables.")
  private boolean json;

  @Option(
      names = "--out",
      defaultValue = "perf/target/overload",
      description = "Where overload.csv and overload.svg go. Default: perf/target/overload.")
  private Path out;

  /** Runs, prints, and ends with the status. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Overload()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    OverloadPlan plan = OverloadPlan.of(Duration.ofMillis((long) (minutes * MS_PER_MINUTE)));
    Consumer<String> progress = json ? System.err::println : System.out::println;
    OverloadResult result = run(plan, progress);
    Files.createDirectories(out);
    Files.writeString(out.resolve("overload.csv"), OverloadText.csv(result.samples()));
    Files.writeString(out.resolve("overload.svg"), OverloadText.svg(result.samples()));
    System.out.print(json ? OverloadText.json(result) : OverloadText.verdict(result));
    if (json) {
      result.differences().forEach(System.err::println);
    }
    return result.holds() ? 0 : 1;
  }

  private OverloadResult run(OverloadPlan plan, Consumer<String> progress)
      throws IOException, InterruptedException {
    if (durable.equals(NONE)) {
      return new OverloadRun(plan, null, progress).run();
    }
    Path directory =
        durable.isEmpty()
            ? Files.createTempDirectory("overload")
            : Files.createTempDirectory(Files.createDirectories(Path.of(durable)), "overload");
    try {
      return new OverloadRun(plan, directory, progress).run();
    } finally {
      remove(directory);
    }
  }

  private static void remove(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(directory)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
