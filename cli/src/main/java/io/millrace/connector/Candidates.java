package io.millrace.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
public final class Candidates {
  private static final int MOST = 3;

  private Candidates() {}

  /**
   * The names that are close to {@code wrong}, nearest first; three at most. Close means that at
   * most a third of the characters (and at least one) differ, case ignored, or that one contains
   * the other.
   */
  public static List<String> of(String wrong, Collection<String> names) {
    String wanted = wrong.toLowerCase(Locale.ROOT);
    List<String> near = new ArrayList<>();
    for (String name : names) {
      String candidate = name.toLowerCase(Locale.ROOT);
      int limit = Math.max(1, Math.max(wanted.length(), candidate.length()) / 3);
      boolean contains =
          wanted.length() > 1 && (candidate.contains(wanted) || wanted.contains(candidate));
      if (contains || distance(wanted, candidate) <= limit) {
        near.add(name);
      }
    }
    near.sort(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))));
    return near.size() > MOST ? List.copyOf(near.subList(0, MOST)) : near;
  }

  /** The end of an error message: what may have been meant, or else all there is. */
  public static String advice(String wrong, Collection<String> names) {
    List<String> near = of(wrong, names);
    return near.isEmpty()
        ? "choose one of " + String.join(", ", names)
        : "did you mean " + String.join(", ", near) + "?";
  }

  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[right.length()];
  }
}
