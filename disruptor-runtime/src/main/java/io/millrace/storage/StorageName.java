package io.millrace.storage;

import java.util.regex.Pattern;

/** What a name in a {@link Storage} looks like. */
final class StorageName {
  private static final Pattern PARTS = Pattern.compile("/");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  private StorageName() {}

  /** Refuses a name that could lead out of the directory, or that some system cannot have. */
  static String check(String name) {
    boolean isGood =
        name.isEmpty()
            || PARTS.splitAsStream(name).allMatch(part -> PART.matcher(part).matches())
                && !name.endsWith("/");
    if (!isGood) {
      throw new IllegalArgumentException(
          "not a name of a stored file: name="
              + name
              + "; use letters, digits, '.', '_' and '-', with '/' between directories");
    }
    return name;
  }
}
