package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.Query;
import io.millrace.prepared.PreparedQuery;
import io.millrace.publish.RecordPublisher;
import io.millrace.record.Decimal;
import java.math.BigDecimal;
import java.util.function.Consumer;

/** Price alerts of many users: one prepared query, thousands of standing ones found by an index. */
public final class StandingAlerts {
  /** A quote. */
  public record Quote(String symbol, @Decimal(precision = 12, scale = 2) BigDecimal price) {}

  private static final int USERS = 10_000;

  private StandingAlerts() {}

  /** Prints which users are told. */
  public static void main(String[] arguments) {
    run(System.out::println);
  }

  static void run(Consumer<String> out) {
    // example: standing alerts
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Quote> quotes = engine.stream("quotes", Quote.class);
      PreparedQuery alert =
          engine.prepare("SELECT symbol, price FROM quotes WHERE symbol = ? AND price >= ?");
      for (int user = 0; user < USERS; user++) {
        int number = user;
        alert.subscribe(
            Quote.class,
            quote -> out.accept("user " + number + ": " + quote.symbol() + " " + quote.price()),
            "S" + user,
            new BigDecimal("100.00"));
      }
      Query mine = alert.subscribe(Quote.class, quote -> out.accept("mine: " + quote), "S7", 99);
      quotes.publish(new Quote("S7", new BigDecimal("99.50")));
      quotes.publish(new Quote("S9999", new BigDecimal("100.00")));
      mine.cancel();
      quotes.publish(new Quote("S7", new BigDecimal("101.25")));
    }
    // end of example
  }
}
