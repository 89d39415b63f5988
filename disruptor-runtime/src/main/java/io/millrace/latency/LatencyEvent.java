package io.millrace.latency;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Percentiles of one stage as an event of the JDK Flight Recorder, by default once a second. */
@Name("io.millrace.Latency")
@Label("Latency")
@Category("Millrace")
@Description("How long batches took in one stage, since its query or pipeline began")
@Period("1 s")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // The recorder reads the fields.
final class LatencyEvent extends Event {
  @Label("Engine")
  private final String engine;

  @Label("Stream")
  private final String stream;

  @Label("Query")
  private final int query;

  @Label("Stage")
  private final String stage;

  @Label("Batches")
  private final long count;

  @Label("p50")
  @Timespan(Timespan.NANOSECONDS)
  private final long p50;

  @Label("p99")
  @Timespan(Timespan.NANOSECONDS)
  private final long p99;

  @Label("p99.9")
  @Timespan(Timespan.NANOSECONDS)
  private final long p999;

  @Label("Longest")
  @Timespan(Timespan.NANOSECONDS)
  private final long longest;

  LatencyEvent(String engine, StageLatency latency) {
    this.engine = engine;
    this.stream = latency.stream();
    this.query = latency.query();
    this.stage = latency.stage().name();
    this.count = latency.count();
    this.p50 = latency.p50Ns();
    this.p99 = latency.p99Ns();
    this.p999 = latency.p999Ns();
    this.longest = latency.maxNs();
  }
}
