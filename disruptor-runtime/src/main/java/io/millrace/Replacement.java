package io.millrace;

import java.util.List;

/**
 * What came of {@link Query#replace}.
 *
 * @param query the new query
 * @param stateKept whether it has gone on with the state of the old one; else it began empty
 * @param reason why not, such as {@code aggregates differ: was [COUNT(*)], is [SUM(amount)]}; empty
 *     if state was kept
 */
public record Replacement(Query query, boolean stateKept, String reason) {
  /** The first property in which two state shapes differ; empty if they are equal. */
  static String difference(String was, String is) {
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
    return "";
  }
}
