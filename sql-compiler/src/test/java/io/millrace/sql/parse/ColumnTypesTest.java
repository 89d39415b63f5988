package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.query.SqlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "BOOLEAN; BOOLEAN",
        "INTEGER; INTEGER",
        "int; INTEGER",
        "BIGINT; BIGINT",
        "REAL; REAL",
        "DOUBLE; DOUBLE",
        "DOUBLE PRECISION; DOUBLE",
        "FLOAT; DOUBLE",
        "DECIMAL(12, 2); DECIMAL(12, 2)",
        "NUMERIC(38, 38); DECIMAL(38, 38)",
        "DEC(5); DECIMAL(5, 0)",
        "DECIMAL; DECIMAL(18, 0)",
        "VARCHAR; VARCHAR",
        "VARCHAR(7); VARCHAR(7)",
        "CHARACTER VARYING(7); VARCHAR(7)",
        "DATE; DATE",
        "TIME; TIME(6)",
        "TIME(0); TIME(0)",
        "TIMESTAMP; TIMESTAMP(6)",
        "TIMESTAMP(9); TIMESTAMP(9)",
        "TIMESTAMP(3) WITHOUT TIME ZONE; TIMESTAMP(3)",
        "INTERVAL DAY; INTERVAL DAY TO SECOND",
        "INTERVAL DAY TO SECOND(3); INTERVAL DAY TO SECOND",
        "INTERVAL HOUR TO MINUTE; INTERVAL DAY TO SECOND",
        "INTERVAL YEAR TO MONTH; INTERVAL YEAR TO MONTH",
        "INTERVAL MONTH; INTERVAL YEAR TO MONTH",
      })
  void shouldReadTypesWithAndWithoutNull(String written, String type) {
    assertThat(column(written)).isEqualTo(type);
    assertThat(column(written + " NULL")).isEqualTo(type);
    assertThat(column(written + " NOT NULL")).isEqualTo(type + " NOT NULL");
  }

  @ParameterizedTest
  @CsvSource({
    "TINYINT, INTEGER",
    "SMALLINT, INTEGER",
    "INT8, BIGINT",
    "LONG, BIGINT",
    "BOOL, BOOLEAN",
    "STRING, VARCHAR",
    "TEXT, VARCHAR",
    "CHAR(3), VARCHAR",
    "DATETIME, TIMESTAMP",
    "TIMESTAMPTZ, 'TIMESTAMP, in UTC'",
    "TIMESTAMP WITH LOCAL TIME ZONE, 'TIMESTAMP, in UTC'",
    "TIME WITH TIME ZONE, 'TIME, in UTC'",
  })
  void shouldSayWhatToUseInsteadOfOtherTypes(String written, String remedy) {
    assertThatThrownBy(() -> column(written))
        .isInstanceOf(SqlException.class)
        .hasMessageStartingWith("type is not supported: type=")
        .hasMessageEndingWith("; use " + remedy);
  }

  @Test
  void shouldRefuseCollections() {
    for (String written : new String[] {"INTEGER ARRAY", "INT MULTISET", "ROW(a INT)"}) {
      assertThatThrownBy(() -> column(written))
          .isInstanceOf(SqlException.class)
          .hasMessageEndingWith("; make it several columns");
    }
  }

  private static String column(String type) {
    Statement statement = new StatementReader("CREATE STREAM s (c " + type + ")").next();
    return ((CreateStatement) statement).columns().columns().get(0).type().toString();
  }
}
