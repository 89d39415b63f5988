package io.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.query.SqlException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTextTest {
  private static ScriptText script(String text) {
    return new ScriptText("a.sql", text);
  }

  private static String fill(String text, Map<String, String> variables) {
    return script(text).withVariables(variables).text();
  }

  @Test
  void shouldReplaceEveryUseWhenVariableHasValue() {
    assertThat(fill("a ${x} b ${x}${y-1.z}", Map.of("x", "1", "y-1.z", "$2 \\")))
        .isEqualTo("a 1 b 1$2 \\");
  }

  @Test
  void shouldNotReplaceInsideValueWhenValueLooksLikeVariable() {
    assertThat(fill("${x}", Map.of("x", "${x}"))).isEqualTo("${x}");
  }

  @Test
  void shouldLeaveTextWhenNothingIsVariable() {
    assertThat(fill("$1 $ { } ${x}$", Map.of("x", ""))).isEqualTo("$1 $ { } $");
  }

  @Test
  void shouldPrintDollarAndBraceWhenEscaped() {
    assertThat(fill("$${x} ${x} $${", Map.of("x", "1"))).isEqualTo("${x} 1 ${");
  }

  @Test
  void shouldMarkVariableWhenItHasNoValue() {
    String text = "SELECT 1;\r\nSELECT\t${limi} FROM t";
    SqlException error =
        catchThrowableOfType(SqlException.class, () -> fill(text, Map.of("limit", "1")));
    assertThat(error.render(text, "a.sql").lines())
        .containsExactly(
            "error: variable has no value: name=limi; give one with --set limi=…; did you mean limit?",
            "  --> a.sql:2:8",
            "   2 | SELECT\t${limi} FROM t",
            "     |       \t^^^^^^^");
  }

  @Test
  void shouldMarkPlaceWhenBraceIsNotClosed() {
    SqlException error =
        catchThrowableOfType(SqlException.class, () -> fill("x ${a b}", Map.of("a", "1")));
    assertThat(error).hasMessage("not a variable; write ${name}, or $${ for the characters ${");
    assertThat(error.position().column()).isEqualTo(3);
    assertThat(error.position().endColumn()).isEqualTo(5);
  }
}
