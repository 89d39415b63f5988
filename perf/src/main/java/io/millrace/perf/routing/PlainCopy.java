package io.millrace.perf.routing;

import io.millrace.batch.RecordBatch;

/** The roofline: all rows are copied into the batches of a ring, for nobody in particular. */
final class PlainCopy extends RoutingDesign {
  private final BatchRound round;

  PlainCopy(RecordBatch like) {
    super("plain copy", 1);
    round = new BatchRound(like);
  }

  @Override
  void route(RecordBatch batch) {
    RecordBatch target = round.next();
    target.appendRange(batch, 0, batch.rowCount());
    deliver(0, target, null, 0, target.rowCount());
  }
}
