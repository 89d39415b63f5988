package io.millrace.sql.parse;

/** Finds words that differ by one slip of the fingers. */
final class OneEdit {
  private OneEdit() {}

  /** Whether one letter more, less, other, or swapped with its neighbour makes one of the other. */
  static boolean apart(String a, String b) {
    if (a.length() < b.length()) {
      return apart(b, a);
    }
    int start = 0;
    while (start < b.length() && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < b.length() - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    int left = a.length() - start - end;
    int right = b.length() - start - end;
    boolean swapped =
        left == 2
            && right == 2
            && a.charAt(start) == b.charAt(start + 1)
            && a.charAt(start + 1) == b.charAt(start);
    return swapped || left == 1 && right <= 1;
  }
}
