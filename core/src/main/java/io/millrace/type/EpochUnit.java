package io.millrace.type;

/** Units in which timestamps come as plain numbers, counted from 1970-01-01T00:00:00 UTC. */
public enum EpochUnit {
  /** Seconds. */
  SECONDS("s", 9),
  /** Milliseconds. */
  MILLISECONDS("ms", 6),
  /** Microseconds. */
  MICROSECONDS("us", 3),
  /** Nanoseconds. */
  NANOSECONDS("ns", 0);

  private final String symbol;
  private final int digits;

  EpochUnit(String symbol, int digits) {
    this.symbol = symbol;
    this.digits = digits;
  }

  /** The name in declarations: s, ms, us or ns. */
  public String symbol() {
    return symbol;
  }

  /** Nanoseconds in one unit. */
  public long ns() {
    return PowersOfTen.asLong(digits);
  }

  /** Decimal digits between the unit and a nanosecond. */
  int digits() {
    return digits;
  }

  /**
   * The unit of that symbol.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static EpochUnit of(String symbol) {
    for (EpochUnit unit : values()) {
      if (unit.symbol.equalsIgnoreCase(symbol)) {
        return unit;
      }
    }
    throw new IllegalArgumentException(
        "not a unit of time: unit=" + symbol + "; use s, ms, us or ns");
  }
}
