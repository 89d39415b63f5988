package io.millrace.corpus;

import java.util.ArrayList;
import java.util.List;

/**
 * An output row as text: {@code +I 1, 'a', NULL}.
 *
 * @param kind the symbol of its kind
 * @param values its values, VARCHAR in quotes
 */
record OutputRow(String kind, List<String> values) {

  /** Reads what {@link #toString} writes. */
  static OutputRow parse(String line) {
    int blank = line.indexOf(' ');
    if (blank != 2 || "+I -U +U -D".indexOf(line.substring(0, 2)) % 3 != 0) {
      throw new IllegalArgumentException(
          "not an output row: line=" + line + "; write a kind such as +I, a blank and values");
    }
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (char c : line.substring(blank + 1).toCharArray()) {
      quoted ^= c == '\'';
      if (c == ',' && !quoted) {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return new OutputRow(line.substring(0, blank), values);
  }

  @Override
  public String toString() {
    return kind + " " + String.join(", ", values);
  }
}
