package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.SqlLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/sql.md says about words and limits is what holds. */
class DocumentedWordsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "sql.md");

  @Test
  void shouldListTheReservedWordsAsTheyAre() throws IOException {
    Matcher lists =
        Pattern.compile("`((?:[A-Z_]+\\s+){4,}[A-Z_]+)`").matcher(Files.readString(DOCUMENT));
    assertThat(lists.find()).isTrue();
    assertThat(List.of(lists.group(1).split("\\s+")))
        .containsExactlyElementsOf(Keywords.RESERVED.stream().sorted().toList());
    assertThat(lists.find()).isTrue();
    assertThat(List.of(lists.group(1).split("\\s+")))
        .containsExactlyElementsOf(Keywords.CLOCKS.stream().sorted().toList());
  }

  @Test
  void shouldTellTheLimitsAsTheyAre() throws IOException {
    List<String> rows =
        Arrays.stream(SqlLimit.values())
            .map(limit -> "| `" + limit.word() + "` | " + standard(limit) + " | ")
            .toList();
    assertThat(Files.readString(DOCUMENT))
        .contains("A name has at most " + Lexer.MAX_NAME_LENGTH + " characters")
        .contains(rows)
        .contains(KeywordContext.MAX_OPERATORS + " operators in a row");
  }

  private static String standard(SqlLimit limit) {
    return limit.standard() == Long.MAX_VALUE
        ? "none"
        : String.format(Locale.ROOT, "%,d", limit.standard());
  }
}
