package io.millrace.window;

import io.millrace.query.SqlLimit;
import io.millrace.type.TimestampText;

/** A row would open one more window than may be open at a time. */
public final class TooManyWindowsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyWindowsException(long startNs, long firstStartNs, long lastStartNs, int mostOpen) {
    super(
        "too many open windows: window_start="
            + TimestampText.toString(startNs)
            + ", first="
            + TimestampText.toString(firstStartNs)
            + ", last="
            + TimestampText.toString(lastStartNs)
            + ", limit="
            + mostOpen
            + "; check the event time, use longer windows or a shorter watermark delay, or raise"
            + " the limit "
            + SqlLimit.OPEN_WINDOWS.word());
  }
}
