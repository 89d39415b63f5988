package io.millrace.perf.rival;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache Flink 2.3, its SQL on a cluster in this process, with as many source, operator and sink
 * tasks as the parallelism says, each a thread.
 *
 * <p>It is spared what it need not pay here: the cluster is started and the job planned beforehand;
 * no checkpoints; objects are reused; amounts are cents in a {@code BIGINT}; the source makes only
 * the columns that the query reads and puts out watermarks itself; the rows are dealt out to the
 * sources by customer beforehand. A pass pays for submitting the job, placing its tasks and waiting
 * for their end, about a tenth of a second: passes should have a million rows or more. The
 * aggregate with one answer at the end runs in batch mode.
 *
 * <p>Flink's libraries are not on the class path but loaded from where the build found them, which
 * a file beside the classes says.
 */
public final class FlinkContender implements Contender {
  private static final int WARM_UP_FACTOR = 8;
  private static final String LIBRARIES = "flink.classpath";
  private static final String JOB = "io.millrace.perf.rival.flink.FlinkJob";

  /** One for all, as loading and compiling Flink takes seconds. */
  private static ClassLoader classes;

  private final int parallelism;
  private Contender job;

  /** That many tasks of each kind. */
  public FlinkContender(int parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public String name() {
    return "Flink, parallelism=" + parallelism;
  }

  @Override
  public String refusal(Scenario scenario) {
    Path libraries = classesOfThisModule().resolveSibling(LIBRARIES);
    return Files.isRegularFile(libraries)
        ? null
        : "list of libraries missing: file=" + libraries + "; build the module perf with Maven";
  }

  private static Path classesOfThisModule() {
    try {
      return Path.of(
          FlinkContender.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized ClassLoader classes() throws IOException {
    if (classes == null) {
      classes = new FlinkClassLoader(libraries(), FlinkContender.class.getClassLoader());
    }
    return classes;
  }

  private static URL[] libraries() throws IOException {
    Path classes = classesOfThisModule();
    List<URL> libraries = new ArrayList<>();
    libraries.add(url(classes));
    String list = Files.readString(classes.resolveSibling(LIBRARIES)).strip();
    for (String library : list.split(File.pathSeparator, -1)) {
      libraries.add(url(Path.of(library)));
    }
    return libraries.toArray(URL[]::new);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  /** Flink finds its parts by the thread's class loader. */
  private static <T> T withFlink(FlinkCall<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes());
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What is done while Flink's classes are the thread's. */
  private interface FlinkCall<T> {
    T call() throws Exception;
  }

  @Override
  public int warmUpFactor() {
    return WARM_UP_FACTOR;
  }

  @Override
  public void prepare(Workload workload) throws Exception {
    job = (Contender) classes().loadClass(JOB).getConstructor(int.class).newInstance(parallelism);
    withFlink(
        () -> {
          job.prepare(workload);
          return null;
        });
  }

  @Override
  public void ready() throws Exception {
    job.ready();
  }

  @Override
  public long run(Answer answer) throws Exception {
    return withFlink(() -> job.run(answer));
  }

  @Override
  public void close() throws Exception {
    if (job != null) {
      job.close();
    }
  }
}
