package io.millrace.checkpoint;

import io.millrace.storage.Storage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of a checkpoint's directory and of the files in it. */
final class CheckpointName {
  static final String MANIFEST = "manifest";

  /** What the manifest is called until the checkpoint is valid. */
  static final String UNFINISHED_MANIFEST = "manifest.new";

  private static final Pattern DIRECTORY = Pattern.compile("checkpoint-(\\d{8,18})");
  private static final Pattern STATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private CheckpointName() {}

  static String directory(long number) {
    return String.format(Locale.ROOT, "checkpoint-%08d", number);
  }

  static String file(long number, String name) {
    return directory(number) + "/" + name;
  }

  /** Numbers of all directories that have the name of a checkpoint, in their order. */
  static List<Long> numbers(Storage storage) {
    return storage.list("").stream()
        .map(DIRECTORY::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Long.parseLong(matcher.group(1)))
        .sorted()
        .toList();
  }

  static boolean isStateName(String name) {
    return STATE.matcher(name).matches() && !name.startsWith(MANIFEST);
  }
}
