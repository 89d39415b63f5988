package io.millrace.ring;

import io.millrace.durability.SourcePosition;

/**
 * How far one source of a stream has come at a sequence.
 *
 * @param name its name
 * @param ownNs its own watermark; nanoseconds since the epoch
 * @param rows rows that it has published
 * @param mark what it said of its own position last
 * @param markRows rows that it had published by then
 */
public record SourcePoint(String name, long ownNs, long rows, long mark, long markRows) {
  /** What its publisher may know of it. */
  public SourcePosition position() {
    return new SourcePosition(name, rows, mark, markRows);
  }

  /** A 64-bit hash of a source's name, never 0 (FNV-1a). */
  public static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash == 0 ? 1 : hash;
  }
}
