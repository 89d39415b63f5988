package io.millrace.sql.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.codehaus.janino.ExpressionEvaluator;
import org.junit.jupiter.api.Test;

class JavaTextTest {
  @Test
  void shouldMakeLiteralsOfAnyText() throws Exception {
    String text = "a\"b\\c\n\r\t\0\37\u007f\u00e9\u2028\ud83d\ude00*/ \\u0022 // %s";
    String literal = JavaText.string(text);
    assertThat(literal).matches("[ -~]*");
    ExpressionEvaluator evaluator = new ExpressionEvaluator();
    evaluator.setExpressionType(String.class);
    evaluator.cook(literal);
    assertThat(evaluator.evaluate(new Object[0])).isEqualTo(text);
  }

  @Test
  void shouldMakeIdentifiersOfAnyName() {
    assertThat(JavaText.identifier("total_amount")).isEqualTo("totalAmount");
    assertThat(JavaText.identifier("TOTAL_AMOUNT")).isEqualTo("totalAmount");
    assertThat(JavaText.identifier("OrderId")).isEqualTo("orderId");
    assertThat(JavaText.identifier("class")).isEqualTo("classValue");
    assertThat(JavaText.identifier("2nd place")).isEqualTo("value2ndPlace");
    assertThat(JavaText.identifier("日本")).isEqualTo("value");
    assertThat(JavaText.identifier("")).isEqualTo("value");
    assertThat(JavaText.identifier("x; System.exit(1); //")).isEqualTo("xSystemExit1");
    assertThat(JavaText.identifier("a".repeat(200))).hasSize(40);
    assertThat(JavaText.constantIdentifier("open orders")).isEqualTo("OPEN_ORDERS");
  }

  @Test
  void shouldWriteExtremesSoThatTheyCompile() {
    assertThat(JavaText.longLiteral(Long.MIN_VALUE)).isEqualTo("Long.MIN_VALUE");
    assertThat(JavaText.intLiteral(Integer.MIN_VALUE)).isEqualTo("Integer.MIN_VALUE");
    assertThat(JavaText.doubleLiteral(Double.NaN)).isEqualTo("Double.NaN");
    assertThat(JavaText.floatLiteral(Float.NEGATIVE_INFINITY)).isEqualTo("Float.NEGATIVE_INFINITY");
    assertThat(JavaText.floatLiteral(1.5f)).isEqualTo("1.5f");
  }

  @Test
  void shouldWriteParenthesesOnlyWhereNeeded() {
    assertThat(JavaText.and("a > 1", "b == c")).isEqualTo("a > 1 & b == c");
    assertThat(JavaText.and("a | b", "c")).isEqualTo("(a | b) & c");
    assertThat(JavaText.or("a & b", "c")).isEqualTo("(a & b) | c");
    assertThat(JavaText.or("a | b", "c | d")).isEqualTo("a | b | c | d");
    assertThat(JavaText.not("a > 1")).isEqualTo("!(a > 1)");
    assertThat(JavaText.not("!(a > 1)")).isEqualTo("a > 1");
    assertThat(JavaText.not("a == 1")).isEqualTo("a != 1");
    assertThat(JavaText.not("f(a == b) == c")).isEqualTo("f(a == b) != c");
    assertThat(JavaText.not("a == 1 & b")).isEqualTo("!(a == 1 & b)");
    assertThat(JavaText.not("f(a, b)")).isEqualTo("!f(a, b)");
    assertThat(JavaText.atom("(a) + (b)")).isEqualTo("((a) + (b))");
    assertThat(JavaText.atom("(a + b)")).isEqualTo("(a + b)");
    assertThat(JavaText.atom("values[i]")).isEqualTo("values[i]");
    assertThat(JavaText.atom("(long) x")).isEqualTo("((long) x)");
    assertThat(JavaText.andThen("a", "b.matches(c)")).isEqualTo("a && b.matches(c)");
    assertThat(JavaText.orElse("a", "b & c")).isEqualTo("a || (b & c)");
  }

  @Test
  void shouldDropWhatIsDecided() {
    assertThat(JavaText.and("true", "a")).isEqualTo("a");
    assertThat(JavaText.and("a", "false")).isEqualTo("false");
    assertThat(JavaText.or("a", "a")).isEqualTo("a");
    assertThat(JavaText.or("a", "true")).isEqualTo("true");
    assertThat(JavaText.andThen("false", "a")).isEqualTo("false");
    assertThat(JavaText.orElse("false", "a")).isEqualTo("a");
    assertThat(JavaText.not("true")).isEqualTo("false");
  }
}
