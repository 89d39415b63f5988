package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.publish.RecordPublisher;
import java.util.function.Consumer;

/**
 * Alerts when a trader sends many more orders than are executed. HAVING is the alert's condition: a
 * row comes when a trader's ratio is above the limit, and is taken back when it is not any more.
 */
public final class OrderToTradeRatio {
  /** What a trader did. */
  public enum Action {
    /** Sent an order, or changed one. */
    ORDER,
    /** Had one executed. */
    TRADE
  }

  /** An event of a trader. */
  public record Event(String trader, Action action) {}

  /** A trader whose ratio is too high. */
  public record Alert(String trader, long orders, long trades) {}

  private OrderToTradeRatio() {}

  /** Prints the alerts. */
  public static void main(String[] arguments) {
    run(System.out::println);
  }

  static void run(Consumer<String> out) {
    // example: order-to-trade ratio
    String sql =
        """
        SELECT trader,
               COUNT(*) FILTER (WHERE action = 'ORDER') AS orders,
               COUNT(*) FILTER (WHERE action = 'TRADE') AS trades
        FROM events GROUP BY trader
        HAVING COUNT(*) FILTER (WHERE action = 'ORDER')
               > 4 * (1 + COUNT(*) FILTER (WHERE action = 'TRADE'))
        EMIT CHANGES
        """;
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Event> events = engine.stream("events", Event.class);
      engine.subscribeChanges(sql, Alert.class, (kind, alert) -> show(out, kind, alert));
      for (int i = 0; i < 6; i++) {
        events.publish(new Event("eve", Action.ORDER));
        events.publish(new Event("bob", i % 2 == 0 ? Action.ORDER : Action.TRADE));
      }
      events.publish(new Event("eve", Action.TRADE));
    }
    // end of example
  }

  private static void show(Consumer<String> out, byte kind, Alert alert) {
    String what =
        switch (kind) {
          case io.millrace.batch.RowKind.INSERT -> "ALERT   ";
          case io.millrace.batch.RowKind.DELETE -> "all clear";
          default -> "still   ";
        };
    out.accept(what + " " + alert.trader() + " " + alert.orders() + ":" + alert.trades());
  }
}
