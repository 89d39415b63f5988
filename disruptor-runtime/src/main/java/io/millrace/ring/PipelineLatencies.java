package io.millrace.ring;

import io.millrace.latency.BatchTimes;
import io.millrace.latency.LatencyCounts;
import io.millrace.latency.LatencyStage;
import io.millrace.latency.QueryLatency;
import io.millrace.latency.StageLatency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sums up the latencies that the threads of a pipeline have recorded. Any thread. */
final class PipelineLatencies {
  private PipelineLatencies() {}

  /** First what all queries share, then two stages of each query, in the order of their numbers. */
  static List<StageLatency> of(
      String stream, String routing, List<BatchTimes> times, List<QueryRun> runs) {
    List<StageLatency> stages = new ArrayList<>();
    List<LatencyCounts> taken = times.stream().map(BatchTimes::untilTaken).toList();
    stages.add(StageLatency.of(stream, routing, 0, LatencyStage.PUBLISH_TO_HANDLER, taken));
    for (QueryRun run : runs) {
      Function<Function<QueryLatency, LatencyCounts>, List<LatencyCounts>> counts =
          which -> run.latencies().stream().map(which).toList();
      stages.add(
          StageLatency.of(
              stream,
              routing,
              run.number(),
              LatencyStage.HANDLER_TO_CALLBACK,
              counts.apply(QueryLatency::untilCalled)));
      stages.add(
          StageLatency.of(
              stream,
              routing,
              run.number(),
              LatencyStage.END_TO_END,
              counts.apply(QueryLatency::endToEnd)));
    }
    return stages;
  }
}
