package io.millrace.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
  @Test
  void shouldNotCompileWhatWasRecordedOfAQueryThatIsDeclared() {
    Declaration declared =
        new Declaration(
            "query", null, Delivery.ORDERED, (rows, at, sequence) -> {}, run -> {}, true);
    Declarations declarations =
        new Declarations(
            List.of(declared),
            sql -> {
              throw new AssertionError("compiled: " + sql);
            },
            () -> 1);
    assertThat(declarations.of("query", "SELECT id FROM orders")).isSameAs(declared);
  }
}
