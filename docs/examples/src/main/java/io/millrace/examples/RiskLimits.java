package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.output.Row;
import io.millrace.publish.RecordPublisher;
import io.millrace.record.Decimal;
import io.millrace.table.Table;
import java.util.function.Consumer;

/**
 * Risk limits of accounts: the exposure of each is a table that the engine keeps, and whoever is
 * about to send an order looks it up first, from any thread, without a lock.
 */
public final class RiskLimits {
  /** An execution; money in cents, which costs no object. Negative is sold. */
  public record Fill(
      String account, String symbol, @Decimal(precision = 18, scale = 2) long value) {}

  private static final long LIMIT_CENTS = 1_000_000_00;

  private final Table exposures;

  private RiskLimits(Table exposures) {
    this.exposures = exposures;
  }

  // example: risk check
  /** Whether an order of this value, in cents, stays within the account's limit. */
  boolean allows(String account, long orderCents) {
    Row exposure = exposures.find(account);
    long cents = exposure == null ? 0 : exposure.getBigDecimal(1).unscaledValue().longValueExact();
    return Math.abs(cents + orderCents) <= LIMIT_CENTS;
  }

  // end of example

  /** Prints decisions and who is near the limit. */
  public static void main(String[] arguments) {
    run(System.out::println);
  }

  static void run(Consumer<String> out) {
    try (Millrace engine = Millrace.start()) {
      RecordPublisher<Fill> fills = engine.stream("fills", Fill.class);
      // example: risk limits
      Table exposures =
          engine.table(
              "exposures",
              "SELECT account, SUM(value) AS exposure, COUNT(*) AS fills"
                  + " FROM fills GROUP BY account");
      RiskLimits limits = new RiskLimits(exposures);
      fills.publish(new Fill("alpha", "ACME", 900_000_00));
      fills.publish(new Fill("beta", "ACME", -20_000_00));
      fills.publish(new Fill("alpha", "INIT", -150_000_00));
      fills.flush();
      engine.drain(); // Only so that this example prints the same each time.
      out.accept("alpha may buy for 200,000: " + limits.allows("alpha", 200_000_00));
      out.accept("alpha may buy for 300,000: " + limits.allows("alpha", 300_000_00));
      out.accept("gamma may buy for 300,000: " + limits.allows("gamma", 300_000_00));
      for (Row row :
          exposures.query("SELECT account, exposure FROM exposures WHERE exposure > 500000")) {
        out.accept("near the limit: " + row.getString(0) + " " + row.getBigDecimal(1));
      }
      // end of example
    }
  }
}
