package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;

class ScenarioParseTest {
  private static final String FILTER =
      """
      SELECT order_id, customer_id, total_amount
      FROM orders
      WHERE total_amount > 100
      """;
  private static final String ROW_NUMBER =
      """
      SELECT order_id, customer_id,
             ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time) as rn
      FROM orders
      """;
  private static final String GROUPED =
      """
      SELECT customer_id, COUNT(*) as order_count, SUM(amount) as total
      FROM orders
      GROUP BY customer_id
      """;
  private static final String WINDOW =
      """
      SELECT window_start, customer_id, COUNT(*) as count
      FROM orders
      TUMBLE(event_time, INTERVAL '1' HOUR)
      GROUP BY window_start, customer_id
      """;
  private static final String STANDARD_WINDOW =
      """
      SELECT window_start, customer_id, COUNT(*) as "count"
      FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(event_time), INTERVAL '1' HOUR))
      GROUP BY window_start, customer_id
      """;

  @Test
  void shouldParseScenariosAsWritten() {
    for (String sql : new String[] {FILTER, ROW_NUMBER, GROUPED, WINDOW}) {
      QueryStatement statement = query(sql);
      assertThat(statement.query()).isInstanceOf(SqlSelect.class);
      assertThat(statement.emit()).isEqualTo(EmitClause.NONE);
      assertThat(statement.sql()).isEqualTo(sql.strip());
    }
  }

  @Test
  void shouldKeepModeAndPlaceWhenEmitFollowsTheWindow() {
    QueryStatement statement = query(WINDOW + "EMIT ON CHANGE");
    assertThat(statement.emit().mode()).isEqualTo(EmitMode.CHANGES);
    assertThat(statement.emit().position().toString()).contains("line=5, column=1, endLine=5");
  }

  @Test
  void shouldMakeTheStandardTableFunctionOfTumbleBehindATable() {
    SqlNode own = query(WINDOW).query();
    SqlNode standard = query(STANDARD_WINDOW).query();
    assertThat(own.equalsDeep(standard, Litmus.THROW)).isTrue();
    assertThat(from(own)).hasToString(from(standard).toString());
    assertThat(from(own).getClass()).isEqualTo(from(standard).getClass());
  }

  private static SqlNode from(SqlNode query) {
    return ((SqlSelect) query).getFrom();
  }

  private static QueryStatement query(String sql) {
    StatementReader reader = new StatementReader(sql);
    QueryStatement statement = (QueryStatement) reader.next();
    assertThat(reader.next()).isNull();
    return statement;
  }
}
