package io.millrace.cli.run;

import io.millrace.Delivery;
import io.millrace.DurableEngine;
import io.millrace.batch.RecordBatch;
import io.millrace.durability.RecoveryReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a durable run does otherwise: its statements are carried out once all are known. Queries
 * that an earlier run has recorded go on; what comes behind is done in the order of the script, and
 * of rows of statements those are left out that were recorded. One thread.
 */
final class DurableScript {
  /** The name of the one source that each stream of a script has. */
  static final String SOURCE = "script";

  private final DurableEngine durable;
  private final List<Runnable> later = new ArrayList<>();
  private final Map<String, Long> inserted = new HashMap<>();
  private boolean begun;

  DurableScript(DurableEngine durable) {
    this.durable = durable;
  }

  /** Takes a query of the script. */
  void start(StandingQuery query, QueryDelivery delivery) {
    String name = query.label();
    DurableDelivery target = new DurableDelivery(delivery, query.sink(), query.letters());
    delivery.running(
        query.feedsStream()
            ? durable.feedIfRecorded(name, query.compiled(), target)
            : durable.subscribeIfRecorded(name, query.compiled(), Delivery.ORDERED, target));
    later.add(
        () -> {
          if (durable.find(name) == null) {
            delivery.running(
                query.feedsStream()
                    ? durable.feed(name, query.compiled(), target)
                    : durable.subscribe(name, query.compiled(), Delivery.ORDERED, target));
          }
        });
  }

  /** The name of a query: its label, and behind that of an earlier one its number. */
  static String name(String label, Map<String, Integer> named) {
    int number = named.merge(label, 1, Integer::sum);
    return number == 1 ? label : label + " (" + number + ")";
  }

  /** Takes rows of a statement. */
  void insert(ScriptFeed feed, RecordBatch rows) {
    later.add(() -> publish(feed, rows));
  }

  private void publish(ScriptFeed feed, RecordBatch rows) {
    String stream = feed.stream().name();
    long recorded = inserted.computeIfAbsent(stream, name -> durable.position(name, SOURCE).rows());
    int known = (int) Math.min(recorded, rows.rowCount());
    inserted.put(stream, recorded - known);
    if (known < rows.rowCount()) {
      RecordBatch rest = new RecordBatch(rows.schema(), rows.rowCount() - known);
      rest.appendRange(rows, known, rows.rowCount() - known);
      feed.publish(rest);
      feed.flush();
    }
  }

  /** Goes on where an earlier run was. */
  RecoveryReport begin() {
    RecoveryReport report = durable.recover();
    begun = true;
    later.forEach(Runnable::run);
    return report;
  }

  boolean hasBegun() {
    return begun;
  }
}
