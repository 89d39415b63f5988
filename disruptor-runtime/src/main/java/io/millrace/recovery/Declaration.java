package io.millrace.recovery;

import io.millrace.Delivery;
import io.millrace.output.DurableSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import io.millrace.ring.QueryRun;
import java.util.function.Consumer;

/**
 * A query that the program has declared before recovery: it takes up the state that was recorded
 * under its name, or begins with nothing.
 *
 * @param name its name
 * @param query what it computes
 * @param delivery how its output is delivered
 * @param subscriber takes its output
 * @param started told how it runs
 * @param begins whether it begins with nothing if it was not recorded; else it does not run then
 */
public record Declaration(
    String name,
    CompiledQuery query,
    Delivery delivery,
    Subscriber subscriber,
    Consumer<QueryRun> started,
    boolean begins) {
  /**
   * Checks that it can outlive the process.
   *
   * @throws IllegalArgumentException if not
   */
  public void check() {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("query has an empty name: sql=" + query.sql());
    }
    if (subscriber instanceof DurableSubscriber && delivery != Delivery.ORDERED) {
      throw new IllegalArgumentException(
          "durable subscriber needs ordered delivery: query=" + name + ", delivery=" + delivery);
    }
  }

  /** Tells a durable subscriber that nothing of its output counts. */
  public void begin() {
    if (subscriber instanceof DurableSubscriber durable) {
      durable.onBegin();
    }
  }
}
