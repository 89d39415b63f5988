package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.expression.OracleTable.Failure;
import java.math.BigDecimal;

/** Where DuckDB and we differ on purpose. A line names its deviation behind {@code !!}. */
enum OracleDeviation {
  /**
   * A half of a DOUBLE is rounded away from zero, as that of a DECIMAL; DuckDB rounds it to even.
   */
  HALF_AWAY_FROM_ZERO,
  /** Text with a fraction is no INTEGER, as in files; DuckDB rounds it. */
  WHOLE_NUMBERS_ONLY,
  /** The type that the validator gives the result is too small; DuckDB takes a larger one. */
  DECLARED_TYPE,
  /** An INTERVAL is counted in nanoseconds, up to 292 years; DuckDB has months and days beside. */
  INTERVAL_RANGE,
  /** DECIMAL has 38 digits in every operation and compares at any scale; DuckDB fails earlier. */
  DUCKDB_FAILS,
  /** The sign of NaN is NaN; DuckDB says 0. */
  SIGN_OF_NAN,
  /** The validator rounds a constant whose common type with the column exceeds 38 digits. */
  ROUNDED_CONSTANT;

  boolean explains(Object ours, Object theirs) {
    return switch (this) {
      case HALF_AWAY_FROM_ZERO ->
          ours instanceof BigDecimal a
              && theirs instanceof BigDecimal b
              && a.subtract(b).abs().compareTo(BigDecimal.ONE) == 0;
      case WHOLE_NUMBERS_ONLY -> ours == null || ours instanceof Failure;
      case DECLARED_TYPE, INTERVAL_RANGE -> ours instanceof Failure;
      case DUCKDB_FAILS -> theirs instanceof Failure;
      case SIGN_OF_NAN -> ours instanceof Double d && d.isNaN();
      case ROUNDED_CONSTANT -> theirs instanceof Failure || !ours.equals(theirs);
    };
  }
}
