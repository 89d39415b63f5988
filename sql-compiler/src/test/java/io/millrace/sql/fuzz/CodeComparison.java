package io.millrace.sql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares code of a query with hostile names and literals to that of the same query with harmless
 * ones. Token for token they are equal, but for identifiers that come from a name or literal, which
 * in the harmless code have a mark, and numbers behind an identifier that make it unique.
 */
final class CodeComparison {
  /** Stands in each harmless name and literal. */
  static final String MARK = "harmless";

  private final Map<String, String> counterparts = new HashMap<>();

  static void check(String hostile, String harmless, String about) {
    List<String> left = JavaTokens.of(hostile);
    List<String> right = JavaTokens.of(harmless);
    CodeComparison comparison = new CodeComparison();
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!comparison.fits(left.get(i), right.get(i))) {
        throw new AssertionError(
            about
                + "\ntoken "
                + i
                + ": "
                + left.subList(Math.max(0, i - 10), Math.min(left.size(), i + 10))
                + " instead of "
                + right.subList(Math.max(0, i - 10), Math.min(right.size(), i + 10))
                + "\n"
                + hostile);
      }
    }
    assertThat(left.size()).as(about).isEqualTo(right.size());
  }

  private boolean fits(String hostile, String harmless) {
    if (hostile.equals(harmless)) {
      return true;
    }
    boolean words = isWord(hostile) && isWord(harmless);
    if (words && harmless.toLowerCase(Locale.ROOT).contains(MARK)) {
      String known = counterparts.putIfAbsent(harmless, hostile);
      return known == null || known.equals(hostile);
    }
    return words && withoutNumber(hostile).equals(withoutNumber(harmless));
  }

  private static boolean isWord(String token) {
    return Character.isJavaIdentifierStart(token.charAt(0));
  }

  private static String withoutNumber(String word) {
    return word.replaceAll("_?\\d+", "");
  }
}
