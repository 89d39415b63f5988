package io.millrace.perf.bench;

import io.millrace.perf.engine.EngineContender;
import io.millrace.perf.loop.LoopContender;
import io.millrace.perf.scenario.Contender;
import java.util.List;
import java.util.function.Supplier;

/** Everything that is compared on the scenarios; a new contender is one more line. */
public final class Contenders {
  /** In the order of the table's columns; the first is what all others are compared with. */
  private static final List<Supplier<Contender>> ALL =
      List.of(LoopContender::new, EngineContender::new);

  private Contenders() {}

  /** New contenders, in the order of the table's columns, the hand-written loop first. */
  public static List<Contender> all() {
    return ALL.stream().map(Supplier::get).toList();
  }
}
