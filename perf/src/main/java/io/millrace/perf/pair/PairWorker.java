package io.millrace.perf.pair;

import io.millrace.perf.engine.EngineContender;
import io.millrace.perf.loop.LoopContender;
import io.millrace.perf.pipeline.PipelineContender;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;

/**
 * Main class of a JVM that measures one build: warms up, makes passes, prints a {@link
 * WorkerResult}. One file, as its class is copied to run with either build.
 */
public final class PairWorker {
  private static final int BATCH_ROWS = 4096;
  private static final long MS_NS = 1_000_000;
  private static final int LEAST_PASSES = 5;

  private PairWorker() {}

  /**
   * Takes a scenario, a contender, numbers of customers and of rows, and milliseconds to warm up
   * and to measure.
   */
  public static void main(String[] args) throws Exception {
    Scenario scenario = Scenario.valueOf(args[0]);
    int customers = Integer.parseInt(args[2]);
    long rows = Long.parseLong(args[3]) / BATCH_ROWS * BATCH_ROWS;
    Workload workload = new Workload(scenario, rows, BATCH_ROWS, customers);
    try (Contender contender = contender(args[1])) {
      contender.prepare(workload);
      Answer answer = new Answer();
      contender.timedPass(answer);
      passes(contender, Long.parseLong(args[4]) * MS_NS, null);
      StringBuilder ns = new StringBuilder();
      passes(contender, Long.parseLong(args[5]) * MS_NS, ns);
      System.out.println("rows " + rows);
      System.out.println("answer " + answer);
      System.out.println("ns" + ns);
    }
  }

  private static Contender contender(String name) {
    return switch (name) {
      case "loop" -> new LoopContender();
      case "engine" -> new EngineContender();
      case "pipeline-1" -> PipelineContender.publishing(1);
      case "pipeline-2" -> PipelineContender.publishing(2);
      default -> throw new IllegalArgumentException("no such contender: name=" + name);
    };
  }

  private static void passes(Contender contender, long durationNs, StringBuilder ns)
      throws Exception {
    long end = System.nanoTime() + durationNs;
    for (int i = 0; i < LEAST_PASSES || System.nanoTime() < end; i++) {
      long pass = contender.timedPass(null);
      if (ns != null) {
        ns.append(' ').append(pass);
      }
    }
  }
}
