package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people see: the code of typical expressions, to the letter. */
class ExpressionTextTest {
  private static final SqlExpressions SCHEMA =
      new SqlExpressions(
          List.of(
              "order_id BIGINT NOT NULL",
              "total_amount DECIMAL(12, 2) NOT NULL",
              "quantity INTEGER NOT NULL",
              "discount DECIMAL(12, 2)",
              "price DOUBLE NOT NULL",
              "weight DOUBLE",
              "a BIGINT",
              "b BIGINT"));

  private static String text(String sql) {
    return new CompiledExpression(SCHEMA, sql).text();
  }

  @Test
  void shouldCompareDecimalsAsLongsOfOneScale() {
    assertThat(text("total_amount > 100")).isEqualTo("totalAmount > 10000L");
    assertThat(text("total_amount >= 100.005")).isEqualTo("totalAmount >= 10001L");
    assertThat(text("total_amount = 100.005")).isEqualTo("false");
    assertThat(text("100 < total_amount")).isEqualTo("totalAmount > 10000L");
    assertThat(text("total_amount > quantity")).isEqualTo("totalAmount > quantity * 100L");
    assertThat(text("total_amount > discount"))
        .isEqualTo("totalAmount > discount, NULL if discountIsNull");
  }

  @Test
  void shouldNeedNoBranchForNanWhenOneSideIsALiteral() {
    assertThat(text("price > 1")).isEqualTo("!(price <= 1.0)");
    assertThat(text("price < 1.5")).isEqualTo("price < 1.5");
    assertThat(text("price >= weight"))
        .isEqualTo("Comparisons.lessOrEqual(weight, price), NULL if weightIsNull");
  }

  @Test
  void shouldEvaluateLazilyOnlyWhatCanFail() {
    assertThat(text("order_id > 5 AND quantity < 3"))
        .isEqualTo("order_id > 5L & quantity < 3".replace("order_id", "orderId"));
    assertThat(text("quantity <> 0 AND order_id / quantity > 1"))
        .isEqualTo(
            """
            boolean condition = quantity != 0;
            if (condition) {
              long quotient = Arithmetic.divide(orderId, (long) quantity);
              condition = quotient > 1L;
            }
            condition""");
  }

  @Test
  void shouldTellNullFromFalseOnlyWhereItMatters() {
    assertThat(text("(a > 5 AND b > 3) IS TRUE"))
        .isEqualTo("!aIsNull & a > 5L & !bIsNull & b > 3L");
    assertThat(text("a > 5 AND b > 3"))
        .isEqualTo(
            """
            boolean condition = !aIsNull & a > 5L & !bIsNull & b > 3L;
            boolean conditionIsFalse = (!aIsNull & !(a > 5L)) | (!bIsNull & !(b > 3L));
            condition, NULL if !condition & !conditionIsFalse""");
  }

  @Test
  void shouldComputeOnceWhatComesTwice() {
    assertThat(text("a + b > 5 OR a + b < 3 OR a + b = 7").split("Arithmetic.add", -1)).hasSize(2);
  }
}
