package io.millrace.sql.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Names and literals that try to become Java, SQL or a message's structure. */
final class HostileText {
  private static final String SING = "io.millrace.sql.fuzz.Canary.sing()";

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\\\",
          "\\\"",
          "\\u0022",
          "\\u000a",
          "\\u000d",
          "\\uuu0022",
          "\\\\u0022",
          "\\u005c",
          "\\u005c\"",
          "\\u",
          "\\u00",
          "\\0",
          "\\n",
          "'",
          "''",
          "*/",
          "/*",
          "//",
          "\"+" + SING + "+\"",
          "\";" + SING + ";//",
          "\"); " + SING + "; }",
          "\\u0022+" + SING + "+\\u0022",
          "*/ static { " + SING + "; } /*",
          "\\u000a" + SING + ";//",
          SING,
          "${" + SING + "}",
          "$0",
          "$1",
          "$99",
          "?0",
          "%",
          "_",
          "%s%n",
          "\0",
          "\0007",
          "\1",
          "\u001b[31m",
          "\u007f",
          "\u0080",
          "\u0085",
          "\u00a0",
          "\u00e9",
          "e\u0301",
          "\u200b",
          "\u202e",
          "\u2066",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\uffff",
          "\ud83d\ude00",
          "\t",
          "\f",
          "class",
          "int",
          "null",
          "true",
          "var",
          "yield",
          "row",
          "out",
          "budget",
          "batch",
          "key",
          "slot",
          "value",
          "groups",
          "parameter1",
          "windowStart",
          "System",
          "String",
          "Object",
          "VarcharView",
          "LONG_MAX",
          "this",
          "super",
          "{",
          "}",
          ";",
          "@Override",
          "_UTF-8",
          "_UTF-8'",
          " CHARACTER SET \"UTF-8\"",
          ":VARCHAR",
          "'||'",
          "' OR '1'='1",
          "--",
          "; DROP STREAM s; --",
          "a, b",
          ")",
          "(",
          "a",
          "B",
          "9",
          " ",
          ".");

  private static final List<String> LINE_BREAKS = List.of("\n", "\r", "\r\n");

  private final SplittableRandom random;

  HostileText(SplittableRandom random) {
    this.random = random;
  }

  /** A name: not empty, without line breaks, at most 128 long; at times longer or with a break. */
  String name() {
    StringBuilder name = new StringBuilder(piece());
    append(name, random.nextInt(4));
    if (random.nextInt(200) == 0) {
      name.append("x".repeat(128));
    }
    if (random.nextInt(200) == 0) {
      name.append(lineBreak());
    }
    return name.toString();
  }

  /** A literal of any length, the empty one included. */
  String literal() {
    StringBuilder literal = new StringBuilder();
    append(literal, random.nextInt(6));
    if (random.nextInt(10) == 0) {
      literal.append(lineBreak()).append(piece());
    }
    if (random.nextInt(100) == 0) {
      literal.append(piece().repeat(500));
    }
    return literal.toString();
  }

  private void append(StringBuilder text, int pieces) {
    for (int i = 0; i < pieces; i++) {
      text.append(random.nextInt(20) == 0 ? anyCharacter() : piece());
    }
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private String lineBreak() {
    return LINE_BREAKS.get(random.nextInt(LINE_BREAKS.size()));
  }

  private String anyCharacter() {
    int codePoint = random.nextInt(random.nextBoolean() ? 0x100 : 0x11_0000);
    boolean skipped =
        codePoint == '\n' || codePoint == '\r' || codePoint >= 0xd800 && codePoint < 0xe000;
    return skipped ? "x" : Character.toString(codePoint);
  }

  /** As SQL writes a name. */
  static String quotedName(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** As SQL writes a string. */
  static String quoted(String literal) {
    return "'" + literal.replace("'", "''") + "'";
  }
}
