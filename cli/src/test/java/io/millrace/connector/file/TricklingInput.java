package io.millrace.connector.file;

import java.io.InputStream;
import java.util.SplittableRandom;

/** Gives out bytes a few at a time and says now and then that there are none. */
final class TricklingInput extends InputStream {
  private static final int MOST_BYTES = 5;

  private final byte[] bytes;
  private final SplittableRandom random;
  private int position;

  TricklingInput(byte[] bytes, SplittableRandom random) {
    this.bytes = bytes;
    this.random = random;
  }

  @Override
  public int available() {
    return random.nextInt(2);
  }

  @Override
  public int read() {
    return position == bytes.length ? -1 : bytes[position++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == bytes.length) {
      return -1;
    }
    int count = Math.min(length, Math.min(random.nextInt(1, MOST_BYTES), bytes.length - position));
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }
}
