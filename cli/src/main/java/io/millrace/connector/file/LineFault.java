package io.millrace.connector.file;

import java.nio.charset.StandardCharsets;

/** What is wrong with a line. Set for each malformed line, without allocating. One thread. */
final class LineFault {
  private static final int SHOWN_BYTES = 60;

  private String column;
  private String reason;
  private byte[] bytes;
  private int from;
  private int to;
  private int position;

  /**
   * Notes a fault.
   *
   * @param newColumn the column that it is about, or null
   * @param newReason what is wrong, in words
   * @param text holds the text that is wrong, valid until the fault is described
   * @param textFrom where it starts
   * @param textTo where it ends, exclusive
   */
  void set(String newColumn, String newReason, byte[] text, int textFrom, int textTo) {
    column = newColumn;
    reason = newReason;
    bytes = text;
    from = textFrom;
    to = textTo;
    position = 0;
  }

  /** Adds where in the line the fault is, counted in bytes from 1. */
  void at(int newPosition) {
    position = newPosition;
  }

  /** The column, or null. */
  String column() {
    return column;
  }

  /** What is wrong, with the position if there is one. */
  String reason() {
    return position == 0 ? reason : reason + " at position " + position;
  }

  /** The fault as the name=value part of a message. */
  String describe() {
    StringBuilder out = new StringBuilder();
    if (position > 0) {
      out.append("position=").append(position).append(", ");
    }
    if (column != null) {
      out.append("column=").append(column).append(", ");
    }
    out.append("text=");
    appendText(out);
    return out.append(", reason=").append(reason).toString();
  }

  private void appendText(StringBuilder out) {
    int shownTo = Math.min(to, from + SHOWN_BYTES);
    while (shownTo < to && shownTo > from && (bytes[shownTo] & 0xc0) == 0x80) {
      shownTo--;
    }
    String text = new String(bytes, from, shownTo - from, StandardCharsets.UTF_8);
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('\'');
    if (shownTo < to) {
      out.append("… (").append(to - from).append(" bytes)");
    }
  }
}
