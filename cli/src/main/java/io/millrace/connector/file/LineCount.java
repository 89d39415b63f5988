package io.millrace.connector.file;

import java.io.IOException;

/**
 * The number of the line that is read, from 1. Behind a jump, the lines that were not read are
 * counted when somebody asks, which is seldom. One thread.
 */
final class LineCount {
  private final FileInput input;
  private long line = 1;
  private long uncountedBytes;

  /** The first line of an input. */
  LineCount(FileInput input) {
    this.input = input;
  }

  /** Goes on by so many lines. */
  void add(int lines) {
    line += lines;
  }

  /** Goes to the line behind so many bytes, of an input that has them. */
  void jump(long bytes) {
    line = 1;
    uncountedBytes = bytes;
  }

  /** The present line; the first call behind a jump reads all that was passed over. */
  long now() throws IOException {
    if (uncountedBytes > 0) {
      line += input.countLineFeeds(uncountedBytes);
      uncountedBytes = 0;
    }
    return line;
  }

  /** The present line as part of a message, as far as it can be told without reading. */
  String describe() {
    return uncountedBytes == 0
        ? "line=" + line
        : "line=" + line + " behind the first " + uncountedBytes + " bytes";
  }
}
