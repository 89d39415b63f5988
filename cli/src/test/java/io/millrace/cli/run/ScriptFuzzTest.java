package io.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Variables in scripts of random characters are filled in as a plain reading of the rules says, or
 * refused with a place. The same again: {@code mvn test -Dtest=ScriptFuzzTest -Dscript.seed=123}.
 */
class ScriptFuzzTest {
  private static final int ROUNDS = Integer.getInteger("script.rounds", 20_000);
  private static final String[] PIECES = {
    "$",
    "{",
    "}",
    "${",
    "$${",
    "${a}",
    "${b-c.d}",
    "${x y}",
    "${}",
    "'",
    "\"",
    "\\",
    "\r",
    "\n",
    "\r\n",
    "\0",
    "\u2028",
    "\ud83d\ude00",
    "\ud800",
    "a",
    "b-c.d",
    "SELECT ",
    "--",
    "$1",
    "\\$"
  };

  @Test
  void shouldFillInVariablesOrRefuseWithAPlaceWhateverTheText() {
    long seed = Long.getLong("script.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = text(random, 12);
      Map<String, String> variables = new HashMap<>(Map.of("b-c.d", text(random, 4)));
      if (random.nextInt(4) > 0) {
        variables.put("a", text(random, 4));
      }
      String about = "seed=" + seed + ", round=" + round + ", text=" + text + ", " + variables;
      check(text, variables, about);
    }
  }

  private static void check(String text, Map<String, String> variables, String about) {
    String expected = filled(text, variables);
    try {
      String actual = new ScriptText("x.sql", text).withVariables(variables).text();
      assertThat(actual).as(about).isEqualTo(expected);
    } catch (SqlException e) {
      assertThat(expected).as(about).isNull();
      SqlPosition position = e.position();
      String[] lines = text.split("\r\n|\r|\n", -1);
      assertThat(position.line()).as(about).isBetween(1, lines.length);
      assertThat(lines[position.line() - 1].substring(position.column() - 1))
          .as(about)
          .startsWith("${");
      assertThat(e.render(text, "x.sql")).startsWith("error: ");
    }
  }

  /** The text by the rules, one character after another; null if there is an error. */
  private static String filled(String text, Map<String, String> variables) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        out.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int close = text.indexOf('}', at);
        String value = close < 0 ? null : variables.get(text.substring(at + 2, close));
        if (value == null) {
          return null;
        }
        out.append(value);
        at = close + 1;
      } else {
        out.append(text.charAt(at));
        at++;
      }
    }
    return out.toString();
  }

  private static String text(SplittableRandom random, int pieces) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(pieces);
    for (int i = 0; i < count; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
