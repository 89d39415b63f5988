package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.state.GroupTableDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlLimitsTest {
  @ParameterizedTest
  @EnumSource(SqlLimit.class)
  void shouldTakeAnyValueInRangeAndLeaveTheOthers(SqlLimit limit) {
    SqlLimits least = SqlLimits.defaults().with(limit, 1);
    assertThat(least.get(limit)).isEqualTo(1);
    assertThat(least.excludes(limit, 1)).isFalse();
    assertThat(least.excludes(limit, 2)).isTrue();
    assertThat(least.with(limit, limit.most()).get(limit)).isEqualTo(limit.most());
    for (SqlLimit other : SqlLimit.values()) {
      assertThat(SqlLimits.defaults().get(other)).isEqualTo(other.standard());
      if (other != limit) {
        assertThat(least.get(other)).isEqualTo(other.standard());
      }
    }
    assertThat(SqlLimit.of(limit.word())).isEqualTo(limit);
    assertThat(SqlLimit.of(limit.name().replace('_', '-'))).isEqualTo(limit);
  }

  @Test
  void shouldRefuseValuesOutOfRangeAndUnknownNames() {
    assertThatThrownBy(() -> SqlLimits.defaults().with(SqlLimit.NESTING, 101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit out of range: nesting=101; it must be 1 to 100");
    assertThatThrownBy(() -> SqlLimits.defaults().with(SqlLimit.QUERIES, 0))
        .hasMessage("limit out of range: queries=0; it must be 1 to 2147483647");
    assertThatThrownBy(() -> SqlLimit.of("windows"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown limit: name=windows; use one of statement-length, literal-length, nesting,"
                + " expression-depth, expression-size, columns, result-columns, keys, list-values,"
                + " inserted-values, streams, queries, open-windows, query-memory");
  }

  /** A group has a bit for each key that can be NULL. */
  @Test
  void shouldAllowAsManyKeysAsAGroupCanHave() {
    assertThat(SqlLimit.KEYS.most()).isEqualTo(GroupTableDescriptor.MAX_NULLABLE_KEYS);
  }
}
