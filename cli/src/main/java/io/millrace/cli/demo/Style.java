package io.millrace.cli.demo;

/** Colours of a report, or none. Immutable. */
final class Style {
  private static final String RESET = "\u001b[0m";

  private final boolean colour;

  /** Colours if {@code colour} is set; otherwise plain text. */
  Style(boolean colour) {
    this.colour = colour;
  }

  /** A heading. */
  String bold(String text) {
    return paint("\u001b[1m", text);
  }

  /** Something of less weight. */
  String dim(String text) {
    return paint("\u001b[2m", text);
  }

  /** Something that is right. */
  String good(String text) {
    return paint("\u001b[32m", text);
  }

  /** Something that is wrong. */
  String bad(String text) {
    return paint("\u001b[1;31m", text);
  }

  /** A query, or a figure to look at. */
  String accent(String text) {
    return paint("\u001b[36m", text);
  }

  private String paint(String start, String text) {
    return colour ? start + text + RESET : text;
  }
}
