package io.millrace;

import io.millrace.output.Subscriber;
import io.millrace.publish.StreamHub;
import io.millrace.query.CompiledQuery;
import io.millrace.query.StateShape;
import io.millrace.ring.Deadline;
import io.millrace.ring.QueryRun;
import io.millrace.ring.StateRequest;
import io.millrace.type.Schema;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Carries out what is asked of a query. A subscriber that asks must not wait for room in the ring,
 * as it is who makes room: a short-lived thread does it, or, where all must come from one thread,
 * the next call from outside.
 */
final class QueryControl {
  private final Millrace engine;
  private final StreamHub hub;
  private final MillraceConfig config;
  private final ConcurrentLinkedQueue<QueryRun> due;

  QueryControl(
      Millrace engine, StreamHub hub, MillraceConfig config, ConcurrentLinkedQueue<QueryRun> due) {
    this.engine = engine;
    this.hub = hub;
    this.config = config;
    this.due = due;
  }

  long cancel(QueryRun run) {
    if (!engine.isOwnThread()) {
      flush();
      return engine.isClosed() ? run.removedAt() : hub.remove(run);
    }
    run.stop();
    if (config.sharedPublishing()) {
      later(run, () -> hub.remove(run));
    } else {
      due.add(run);
    }
    return run.removedAt();
  }

  long pause(QueryRun run, boolean paused) {
    if (!engine.isOwnThread()) {
      flush();
      return engine.isClosed() ? -1 : hub.pause(run, paused);
    }
    if (!config.sharedPublishing()) {
      throw calledBySubscriber(paused ? "pause" : "resume");
    }
    later(run, () -> hub.pause(run, paused));
    return -1;
  }

  Replacement replace(QueryRun old, String sql, Subscriber subscriber) {
    if (engine.isOwnThread()) {
      throw calledBySubscriber("replace");
    }
    CompiledQuery query = engine.compile(sql);
    check(old, query, subscriber == null);
    flush();
    QueryRun run =
        hub.replace(
            old, engine.nextNumber(), query, subscriber == null ? old.subscriber() : subscriber);
    String reason =
        old.stopped()
            ? "the old query had stopped before"
            : StateShape.difference(old.query().stateShape(), query.stateShape());
    return new Replacement(new Query(run, this), reason.isEmpty(), reason);
  }

  void inspect(QueryRun run, Subscriber rows) {
    if (engine.isOwnThread()) {
      throw calledBySubscriber("inspect");
    }
    CompiledQuery inspection = run.query().inspection();
    StateRequest request = engine.isClosed() ? null : hub.askForState(run);
    if (request == null) {
      throw new IllegalStateException("query has ended: query=" + run.number());
    }
    Deadline.never().await(request::isComplete);
    StateInspection.show(inspection, request, engine.memoryBudget(), rows);
  }

  private void check(QueryRun old, CompiledQuery query, boolean sameSubscriber) {
    Schema was = old.query().outputSchema();
    if (!query.stream().equalsIgnoreCase(old.query().stream())) {
      throw new IllegalArgumentException(
          "query reads another stream: was="
              + old.query().stream()
              + ", is="
              + query.stream()
              + "; cancel the old query and subscribe to the new one");
    }
    if (sameSubscriber && !was.equals(query.outputSchema())) {
      throw new IllegalArgumentException(
          "query has other columns: was="
              + was
              + ", is="
              + query.outputSchema()
              + "; give a subscriber that takes the new columns");
    }
    boolean sameKeys = query.routing().equals(old.query().routing());
    if (!sameKeys && config.durability() != null && old.name() != null) {
      throw new IllegalArgumentException(
          "query with a name has other keys: query="
              + old.name()
              + ", was="
              + old.query().routing()
              + ", is="
              + query.routing()
              + "; what is recorded under the name belongs to the old keys: cancel the old query and"
              + " subscribe to the new one under another name");
    }
    if (!sameKeys && config.sharedPublishing()) {
      throw new IllegalArgumentException(
          "query has other keys, so no one sequence divides the two: was="
              + old.query().routing()
              + ", is="
              + query.routing()
              + "; cancel the old query and subscribe to the new one, or publish from one thread");
    }
  }

  /** Rows that wait at the caller's publishers belong before this. */
  private void flush() {
    if (!engine.isClosed()) {
      hub.flushPublishers();
    }
  }

  private void later(QueryRun run, Runnable work) {
    Thread thread = config.threadFactory().newThread(work);
    thread.setName(config.name() + "-control-" + run.number());
    thread.start();
  }

  private static IllegalStateException calledBySubscriber(String method) {
    return new IllegalStateException(
        method + " called by a subscriber: it may wait for itself; call from another thread");
  }
}
