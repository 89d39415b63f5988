package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.type.Decimal128;
import io.millrace.type.VarcharView;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTextTest {
  @Test
  void shouldWriteAValueOfEachClassSoThatNoTwoListsAreAlike() {
    List<Object> values =
        List.of(
            true,
            -3,
            Long.MIN_VALUE,
            1.5f,
            -0.0,
            new Decimal128().set(new BigInteger("-123456789012345678901234567890")),
            VarcharView.of("a b\n-- values: é"));
    assertThat(QueryText.of(values))
        .isEqualTo(
            " Z1 I-3 J-9223372036854775808 F1069547520 D-9223372036854775808"
                + " X-123456789012345678901234567890 S6120620a2d2d2076616c7565733a20c3a9");
    assertThat(QueryText.of(List.of(VarcharView.of("a, b"), VarcharView.of("c"))))
        .isNotEqualTo(QueryText.of(List.of(VarcharView.of("a"), VarcharView.of("b, c"))));
  }

  @Test
  void shouldGiveTheCompilerTheSqlAlone() {
    assertThatThrownBy(() -> QueryText.compile("SELECT 1\n-- values: J1", QueryTextTest::refuse))
        .hasMessage("SELECT 1");
    assertThatThrownBy(() -> QueryText.compile("SELECT 2", QueryTextTest::refuse))
        .hasMessage("SELECT 2");
  }

  private static CompiledQuery refuse(String sql) {
    throw new IllegalArgumentException(sql);
  }
}
