package io.millrace.perf.steady;

import io.millrace.publish.StreamPublisher;
import java.nio.charset.StandardCharsets;

/**
 * Trades that follow from their number: what is published, and what the expected output is computed
 * from. Symbols are {@code S000} to {@code S999}. Immutable; nothing allocates once it is made.
 */
public final class TradeSeries {
  /** The stream of these trades. */
  static final String DDL =
      "CREATE STREAM trades (symbol VARCHAR NOT NULL, price BIGINT NOT NULL, quantity BIGINT NOT"
          + " NULL, event_time TIMESTAMP(9) NOT NULL, WATERMARK FOR event_time AS event_time -"
          + " INTERVAL '1' SECOND)";

  /** Different symbols. */
  public static final int SYMBOLS = 1000;

  private static final long MIXER = 0x9E3779B97F4A7C15L;
  private static final int PRICES = 10_000;
  private static final int QUANTITIES = 500;
  private static final int DIGITS = 3;

  private final byte[][] texts = new byte[SYMBOLS][];
  private final long intervalNs;

  /** Trades whose event times lie that far apart. */
  public TradeSeries(long intervalNs) {
    this.intervalNs = intervalNs;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      String digits = Integer.toString(SYMBOLS + symbol).substring(1);
      texts[symbol] = ("S" + digits).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static int pick(long trade, int salt, int values) {
    return (int) (((trade * 3 + salt) * MIXER >>> 33) % values);
  }

  /** Which of the symbols a trade has, from 0. */
  public int symbol(long trade) {
    return pick(trade, 0, SYMBOLS);
  }

  /** From 1 to 10,000. */
  public long price(long trade) {
    return 1L + pick(trade, 1, PRICES);
  }

  /** From 1 to 500. */
  public long quantity(long trade) {
    return 1L + pick(trade, 2, QUANTITIES);
  }

  /** When it happened, in nanoseconds since the epoch. */
  public long eventTimeNs(long trade) {
    return trade * intervalNs;
  }

  /** The number of a symbol, from its text. */
  public static int symbolOf(byte[] bytes, int offset) {
    int symbol = 0;
    for (int at = offset + 1; at <= offset + DIGITS; at++) {
      symbol = symbol * 10 + bytes[at] - '0';
    }
    return symbol;
  }

  /** Publishes one trade as one row. */
  void publish(long trade, StreamPublisher publisher) {
    publish(trade, eventTimeNs(trade), publisher);
  }

  /**
   * Publishes one trade as one row, with another time of its own; into any stream of the columns of
   * {@link #DDL}.
   *
   * @return a code of {@link io.millrace.publish.PublishResult}
   */
  public int publish(long trade, long eventTimeNs, StreamPublisher publisher) {
    byte[] text = texts[symbol(trade)];
    return publisher
        .row()
        .setVarchar(0, text, 0, text.length)
        .setLong(1, price(trade))
        .setLong(2, quantity(trade))
        .setLong(3, eventTimeNs)
        .end();
  }
}
