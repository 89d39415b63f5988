package io.millrace.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a standard stream is a terminal, and whether that shows colours. */
public final class Terminal {
  /** File descriptor of standard output. */
  public static final int OUT = 1;

  /** File descriptor of standard error. */
  public static final int ERR = 2;

  private Terminal() {}

  /**
   * Whether a file descriptor is a terminal. Where the system does not show its descriptors as
   * files, the answer is that of {@link System#console()}, which speaks for input and output
   * together.
   */
  @SuppressWarnings("SystemConsoleNull") // the best answer that Java 17 can give
  public static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return !Files.isDirectory(link.getParent()) && System.console() != null;
    }
  }

  /** Whether colours are wanted on a terminal: NO_COLOR is not set and TERM is not "dumb". */
  public static boolean wantsColour() {
    String noColour = System.getenv("NO_COLOR");
    return (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }
}
