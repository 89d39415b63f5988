package io.millrace.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlPositionTest {
  private static List<String> render(String text, SqlPosition position) {
    return new SqlException("wrong", position).render(text, "a.sql").lines().toList();
  }

  @Test
  void shouldPutCaretsUnderSpanWhenLineHasTabs() {
    assertThat(render("SELECT\n\tabc, d", new SqlPosition(2, 2, 2, 4)))
        .containsExactly("error: wrong", "  --> a.sql:2:2", "   2 | \tabc, d", "     | \t^^^");
  }

  @Test
  void shouldMarkRestOfLineWhenSpanHasSeveralLines() {
    assertThat(render("SELECT ab\nFROM t", new SqlPosition(1, 8, 2, 4)))
        .containsExactly("error: wrong", "  --> a.sql:1:8", "   1 | SELECT ab", "     |        ^^");
  }

  @Test
  void shouldMarkPlaceBehindTextWhenItEndsTooEarly() {
    assertThat(render("SELECT", new SqlPosition(1, 7, 1, 7)))
        .containsExactly("error: wrong", "  --> a.sql:1:7", "   1 | SELECT", "     |       ^");
  }

  @Test
  void shouldShowPieceWhenLineIsLong() {
    String text = "x".repeat(500) + "abc" + "y".repeat(500);
    assertThat(render(text, new SqlPosition(1, 501, 1, 503)))
        .containsExactly(
            "error: wrong",
            "  --> a.sql:1:501",
            "   1 | …" + "x".repeat(60) + "abc" + "y".repeat(97) + "…",
            "     |  " + " ".repeat(60) + "^^^");
    assertThat(render(text, new SqlPosition(1, 1, 1, 1003)))
        .containsExactly(
            "error: wrong",
            "  --> a.sql:1:1",
            "   1 | " + "x".repeat(160) + "…",
            "     | " + "^".repeat(160));
  }

  @Test
  void shouldAlignCaretsWhenNumberOfLineIsLong() {
    assertThat(render("\n".repeat(12344) + "abc", new SqlPosition(12345, 1, 12345, 3)))
        .containsExactly("error: wrong", "  --> a.sql:12345:1", "12345 | abc", "      | ^^^");
  }

  @Test
  void shouldNameOnlyPlaceWhenLineIsNotThere() {
    assertThat(render("abc", new SqlPosition(7, 1, 7, 1)))
        .containsExactly("error: wrong", "  --> a.sql:7:1");
  }
}
