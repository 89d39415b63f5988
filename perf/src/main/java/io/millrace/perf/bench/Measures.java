package io.millrace.perf.bench;

import io.millrace.perf.allocation.AllocationMeasure;
import io.millrace.perf.compile.CompileMeasure;
import io.millrace.perf.durability.CheckpointMeasure;
import io.millrace.perf.durability.JournalMeasure;
import io.millrace.perf.durability.RecoveryMeasure;
import io.millrace.perf.engine.KeyTypeMeasure;
import io.millrace.perf.latency.JournalLatencyMeasure;
import io.millrace.perf.latency.LatencyMeasure;
import io.millrace.perf.latency.RecordingMeasure;
import io.millrace.perf.pipeline.RawRingMeasure;
import io.millrace.perf.pipeline.SingleRowMeasure;
import io.millrace.perf.prepared.PreparedMeasure;
import io.millrace.perf.routing.RoutingMeasure;
import io.millrace.perf.scaling.ScalingMeasure;
import io.millrace.perf.warmup.FirstRowMeasure;
import java.util.List;
import java.util.function.Supplier;

/** Everything that is measured besides the scenarios; a new measure is one more line. */
public final class Measures {
  private static final List<Supplier<Measure>> ALL =
      List.of(
          RawRingMeasure::new,
          SingleRowMeasure::new,
          LatencyMeasure::new,
          ScalingMeasure::new,
          RoutingMeasure::new,
          KeyTypeMeasure::new,
          CompileMeasure::new,
          AllocationMeasure::new,
          PreparedMeasure::new,
          RecordingMeasure::new,
          JournalMeasure::new,
          JournalLatencyMeasure::new,
          CheckpointMeasure::new,
          RecoveryMeasure::new,
          FirstRowMeasure::new);

  private Measures() {}

  /** New measures, in the order of the report. */
  public static List<Measure> all() {
    return ALL.stream().map(Supplier::get).toList();
  }
}
