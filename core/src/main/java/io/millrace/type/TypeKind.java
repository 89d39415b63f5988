package io.millrace.type;

/** The families of SQL types that Millrace knows. */
public enum TypeKind {
  /** TRUE or FALSE. */
  BOOLEAN,
  /** 32-bit signed integer. */
  INTEGER,
  /** 64-bit signed integer. */
  BIGINT,
  /** 32-bit IEEE 754 number. */
  REAL,
  /** 64-bit IEEE 754 number. */
  DOUBLE,
  /**
   * Exact number of up to 38 digits, {@code precision} in all and {@code scale} after the point.
   */
  DECIMAL,
  /** UTF-8 text; {@code precision} is the largest number of characters, or unlimited. */
  VARCHAR,
  /** Calendar date, as days since 1970-01-01. */
  DATE,
  /** Time of day, as nanoseconds since midnight. */
  TIME,
  /** Date and time without zone, as nanoseconds since 1970-01-01T00:00:00. */
  TIMESTAMP,
  /** Length of time in nanoseconds (DAY, HOUR, MINUTE, SECOND). */
  INTERVAL_DAY,
  /** Length of time in months (YEAR, MONTH). */
  INTERVAL_YEAR;

  /** Whether arithmetic is defined on values of this kind. */
  public boolean isNumeric() {
    return this == INTEGER || this == BIGINT || this == REAL || this == DOUBLE || this == DECIMAL;
  }
}
