package io.millrace.sql.validate;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Finds names that may have been meant instead of an unknown one. */
public final class Names {
  private static final int MOST = 3;

  private Names() {}

  /** Up to three of {@code known} that are close to {@code name}, closest first. */
  public static List<String> closest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    return new TreeSet<>(known)
        .stream()
            .filter(
                candidate ->
                    distance(wanted, candidate.toLowerCase(Locale.ROOT)) <= limit
                        || candidate.toLowerCase(Locale.ROOT).contains(wanted))
            .sorted(
                Comparator.comparingInt(
                    candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
            .limit(MOST)
            .toList();
  }

  /** Number of insertions, deletions, replacements and swaps of neighbours between two words. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
