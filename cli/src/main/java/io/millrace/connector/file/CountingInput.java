package io.millrace.connector.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read; the count may be read by another thread. */
final class CountingInput extends FilterInputStream {
  private final boolean closes;
  private long taken;
  private volatile long count;

  /** Counts what is read from {@code in}, which is closed with this if {@code closes}. */
  CountingInput(InputStream in, boolean closes) {
    super(in);
    this.closes = closes;
  }

  /** Bytes read so far. */
  long count() {
    return count;
  }

  /** Goes on counting from here. */
  void count(long newCount) {
    taken = newCount;
    count = newCount;
  }

  /** Bytes that can be read without waiting, as the input says. */
  int waiting() throws IOException {
    return in.available();
  }

  /**
   * Always 1: GZIPInputStream takes 0 for the end of the file and would drop what follows the first
   * part of a file of several parts.
   */
  @Override
  public int available() {
    return 1;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      taken++;
      count = taken;
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      taken += read;
      count = taken;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    if (closes) {
      in.close();
    }
  }
}
