package io.millrace.query;

import java.util.List;

/** Compares {@link CompiledQuery#stateShape}s. */
public final class StateShape {
  private StateShape() {}

  /**
   * The first property in which two state shapes differ, such as {@code aggregates differ: was
   * [COUNT(*)], is [SUM(amount)]}; empty if they are equal.
   */
  public static String difference(String was, String is) {
    List<String> before = was.lines().toList();
    List<String> after = is.lines().toList();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        int nameEnd = before.get(i).indexOf('=');
        return before.get(i).substring(0, nameEnd)
            + " differ: was "
            + before.get(i).substring(nameEnd + 1)
            + ", is "
            + after.get(i).substring(after.get(i).indexOf('=') + 1);
      }
    }
    return before.size() == after.size() ? "" : "number of properties differs";
  }
}
