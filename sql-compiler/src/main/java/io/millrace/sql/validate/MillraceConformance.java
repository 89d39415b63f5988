package io.millrace.sql.validate;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** What is let pass beyond the standard: ordinals in GROUP BY, aliases in HAVING, {@code %}, !=. */
final class MillraceConformance extends SqlDelegatingConformance {
  static final SqlConformance INSTANCE = new MillraceConformance();

  private MillraceConformance() {
    super(SqlConformanceEnum.LENIENT);
  }

  @Override
  public boolean isSortByOrdinal() {
    return true;
  }
}
