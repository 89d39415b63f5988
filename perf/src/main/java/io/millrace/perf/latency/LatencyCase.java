package io.millrace.perf.latency;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.millrace.WaitMode;
import io.millrace.perf.scenario.Scenario;
import io.millrace.ring.SpinThenParkWaitStrategy;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One query under one wait strategy at one rate, and the bare ring beside it, in turns. */
final class LatencyCase {
  private static final long START_DELAY_NS = 1_000_000;

  /** So slow that messages go one by one, as they do when they are measured. */
  private static final int WARM_UP_RATE = 200_000;

  private final Scenario scenario;
  private final WaitMode wait;
  private final int ratePerSecond;
  private final List<Histogram> raw = new ArrayList<>();
  private final List<Histogram> rows = new ArrayList<>();

  LatencyCase(Scenario scenario, WaitMode wait, int ratePerSecond) {
    this.scenario = scenario;
    this.wait = wait;
    this.ratePerSecond = ratePerSecond;
  }

  private static WaitStrategy strategy(WaitMode mode) {
    return switch (mode) {
      case BLOCKING -> new BlockingWaitStrategy();
      case SPIN_THEN_PARK -> new SpinThenParkWaitStrategy();
      case SLEEPING -> new SleepingWaitStrategy();
      case YIELDING -> new YieldingWaitStrategy();
      case BUSY_SPIN -> new BusySpinWaitStrategy();
    };
  }

  /** Sends messages through both sides, one after the other, as often as there are rounds. */
  void run(int rounds, int warmUpMessages, int messages) {
    for (int round = 0; round < rounds; round++) {
      try (Handover handover = new RawHandover(strategy(wait))) {
        raw.add(send(handover, ratePerSecond, warmUpMessages, messages));
      }
      try (Handover handover = new RowHandover(scenario, wait, null)) {
        rows.add(send(handover, ratePerSecond, warmUpMessages, messages));
      }
    }
  }

  /**
   * Warms up at a pace at which each row goes out alone: a burst would compile the path of whole
   * batches only, and each round has a query class of its own.
   */
  static Histogram send(Handover handover, int ratePerSecond, int warmUpMessages, int messages) {
    publish(handover, WARM_UP_RATE, warmUpMessages);
    handover.take(warmUpMessages);
    publish(handover, ratePerSecond, messages);
    return handover.take(messages);
  }

  private static void publish(Handover handover, int rate, int messages) {
    Schedule schedule = new Schedule(System.nanoTime() + START_DELAY_NS, rate);
    for (int i = 0; i < messages; i++) {
      handover.publish(schedule.await(i));
    }
  }

  /** Such as {@code S2, 100,000 rows/s, BUSY_SPIN}. */
  String label() {
    return scenario
        + ", "
        + String.format(java.util.Locale.ROOT, "%,d", ratePerSecond)
        + " rows/s, "
        + wait;
  }

  /** Such as {@code latency-S2-100000-BUSY_SPIN-raw.hgrm}. */
  String fileName(String side) {
    return String.join("-", "latency", scenario.name(), "" + ratePerSecond, wait.name(), side)
        + ".hgrm";
  }

  Scenario scenario() {
    return scenario;
  }

  WaitMode waitMode() {
    return wait;
  }

  int ratePerSecond() {
    return ratePerSecond;
  }

  /** Latencies of the bare ring, all rounds together. */
  Histogram raw() {
    return sum(raw);
  }

  /** Latencies of rows, all rounds together. */
  Histogram rows() {
    return sum(rows);
  }

  private static Histogram sum(List<Histogram> rounds) {
    Histogram sum = rounds.get(0).copy();
    rounds.subList(1, rounds.size()).forEach(sum::add);
    return sum;
  }

  /** Of each round: how many times the bare ring's latency a row's is. */
  double[] ratios(double percentile) {
    double[] ratios = new double[raw.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] =
          (double) rows.get(round).getValueAtPercentile(percentile)
              / raw.get(round).getValueAtPercentile(percentile);
    }
    return ratios;
  }
}
