package io.millrace.perf.bench;

import io.millrace.perf.analysis.ConcurrentMapContender;
import io.millrace.perf.analysis.SharedLockContender;
import io.millrace.perf.analysis.V1Contender;
import io.millrace.perf.engine.EngineContender;
import io.millrace.perf.loop.LoopContender;
import io.millrace.perf.loop.TwoPhaseContender;
import io.millrace.perf.pipeline.PipelineContender;
import io.millrace.perf.rival.DuckDbContender;
import io.millrace.perf.rival.EsperContender;
import io.millrace.perf.rival.FlinkContender;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.PartitionedSource;
import java.util.ArrayList;
import java.util.List;

/** Everything that is compared on the scenarios; a new contender is one more line. */
final class Contenders {
  private Contenders() {}

  /**
   * New contenders, in the order of the table's columns; the first is what all others are compared
   * with. Those that leave garbage behind come last, so that others need not collect it.
   *
   * @param partitions numbers of partitions of what runs end to end
   * @param effort Flink, which takes seconds to start, what runs without routing, and what shows
   *     where the analysis' designs lose, come only with full effort
   */
  static List<Contender> all(List<Integer> partitions, Effort effort) {
    List<Contender> all = new ArrayList<>();
    all.add(new LoopContender());
    all.add(new EngineContender());
    for (int count : partitions) {
      all.add(PipelineContender.publishing(count));
      all.add(PipelineContender.exchanging(count));
    }
    if (effort == Effort.FULL) {
      all.add(new PartitionedSource("loops", LoopContender::pass, 2));
      all.add(new PartitionedSource("engines", EngineContender::pass, 2));
      all.add(new TwoPhaseContender(2));
    }
    all.add(new DuckDbContender(1));
    all.add(new DuckDbContender(2));
    all.add(new V1Contender());
    all.add(new SharedLockContender(2));
    all.add(new ConcurrentMapContender(2));
    all.add(new EsperContender());
    if (effort == Effort.FULL) {
      all.add(SharedLockContender.overColumns(2));
      all.add(ConcurrentMapContender.overColumns(2));
      all.add(new FlinkContender(2));
    }
    return all;
  }
}
