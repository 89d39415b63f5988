package io.millrace.journal;

import java.nio.file.Path;

/**
 * A place in a journal from which on a segment cannot be read, or sequences that no segment has.
 *
 * @param kind how bad it is
 * @param segment where it is; for {@link Kind#MISSING} the segment behind the gap
 * @param position of the first byte in the segment's file that is not as it was written
 * @param sequence the first that cannot be read
 * @param what is wrong
 * @param bytes from the position on, up to the last that is not zero
 * @param records behind the position that are whole
 * @param missingThrough the last sequence that is missing for certain; -1 if nobody knows
 */
public record JournalDamage(
    Kind kind,
    Path segment,
    long position,
    long sequence,
    String what,
    long bytes,
    long records,
    long missingThrough) {
  /** How bad damage is. */
  public enum Kind {
    /** At the end of the last segment: what a killed process had begun to write. */
    TAIL,
    /** A later segment begins with the very sequence, so nothing is missing; reading went on. */
    PASSED_OVER,
    /** Sequences are missing, and a later segment has those behind them. */
    MISSING
  }

  @Override
  public String toString() {
    return "journal cannot be read on: "
        + what
        + ", segment="
        + segment
        + ", position="
        + position
        + ", sequence="
        + sequence
        + ", bytes="
        + bytes
        + ", records="
        + records
        + (kind == Kind.MISSING ? ", missing=" + sequence + ".." + missingThrough : "");
  }
}
