package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sql.plan.WindowFunctions;
import io.millrace.sql.validate.MillraceTypeFactory;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
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
              "b BIGINT",
              "status VARCHAR NOT NULL",
              "note VARCHAR",
              "event_time TIMESTAMP(3) NOT NULL"));

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

  @Test
  void shouldChooseWithoutABranchWhereNothingCanFail() {
    assertThat(text("CASE WHEN quantity > 1 THEN price ELSE 0 END"))
        .isEqualTo(
            """
            double choice = (quantity > 1) ? price : 0.0;
            choice""");
    assertThat(text("COALESCE(a, b, 0)"))
        .isEqualTo(
            """
            long choice = 0L;
            if (!aIsNull) {
              choice = a;
            } else if (!bIsNull) {
              choice = b;
            } else {
              choice = 0L;
            }
            choice""");
  }

  @Test
  void shouldKeepTextInViewsAndConstants() {
    assertThat(text("status IN ('open', 'held') AND status LIKE 'o%'"))
        .isEqualTo(
            "(status.contentEquals(OPEN) || status.contentEquals(HELD)) && LIKE_O.matches(status)");
    assertThat(text("UPPER(status) || '!'"))
        .isEqualTo(
            """
            upper.set(upperText.clear().appendUpper(status), 0);
            joined.set(joinedText.clear().append(upper).append(VALUE), 0);
            joined""");
    assertThat(text("COALESCE(note, 'none')"))
        .isEqualTo(
            """
            VarcharView choice = noteIsNull ? NONE : note;
            choice""");
  }

  @Test
  void shouldComputeWideDecimalsInPlace() {
    assertThat(text("total_amount * (1 - discount)"))
        .isEqualTo(
            """
            if (!discountIsNull) {
              product.setProduct(totalAmount, 100L - discount);
            }
            product, NULL if discountIsNull""");
    assertThat(text("total_amount / quantity"))
        .isEqualTo(
            """
            quotient.set(totalAmount).divide(quantity >> 63, quantity, 11);
            quotient""");
    assertThat(text("total_amount + 1.5")).isEqualTo("totalAmount + 150L");
  }

  @Test
  void shouldShowTimesAsCalls() {
    assertThat(text("event_time + INTERVAL '1' HOUR"))
        .isEqualTo(
            """
            long sum = Datetimes.add(eventTime, 3600000000000L);
            sum""");
    assertThat(text("EXTRACT(YEAR FROM event_time)"))
        .isEqualTo("Calendar.year(Datetimes.date(eventTime))");
  }

  @Test
  void shouldFindTheWindowOfAnEventTime() {
    RexBuilder builder = new RexBuilder(new MillraceTypeFactory());
    RexNode eventTime = SCHEMA.expression("event_time");
    RexNode size = SCHEMA.expression("CAST(3600000000000 AS BIGINT)");
    RexNode offset = SCHEMA.expression("CAST(0 AS BIGINT)");
    RexNode start =
        builder.makeCall(
            eventTime.getType(), WindowFunctions.START, List.of(eventTime, size, offset));
    RexNode end =
        builder.makeCall(
            eventTime.getType(), WindowFunctions.END, List.of(eventTime, size, offset));
    assertThat(new CompiledExpression(SCHEMA, start).text())
        .isEqualTo(
            """
            long windowStart = Tumbling.start(eventTime, 3600000000000L, 0L);
            windowStart""");
    assertThat(new CompiledExpression(SCHEMA, end).text())
        .isEqualTo(
            """
            long windowEnd = Tumbling.start(eventTime, 3600000000000L, 0L) + 3600000000000L;
            windowEnd""");
    assertThat(ExpressionEmitter.canFail(start)).isTrue();
  }

  @Test
  void shouldSearchLongListsInASortedArray() {
    String numbers = "9, 8, 7, 6, 5, 4, 3, 2, 1, 10, 11, 12, 13, 14, 15, 16, 1.5";
    CompiledExpression compiled =
        new CompiledExpression(SCHEMA, "total_amount IN (" + numbers + ")");
    assertThat(compiled.text())
        .isEqualTo("Arrays.binarySearch(TOTAL_AMOUNT_VALUES, totalAmount) >= 0");
    assertThat(compiled.source()).contains("long[] TOTAL_AMOUNT_VALUES = {100L, 150L, 200L,");
    String texts = numbers.replace(", ", "', '");
    assertThat(text("note NOT IN ('" + texts + "')"))
        .isEqualTo(
            "!(!noteIsNull && Arrays.binarySearch(NOTE_VALUES, note) >= 0), NULL if noteIsNull");
  }
}
