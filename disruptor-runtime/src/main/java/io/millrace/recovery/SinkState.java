package io.millrace.recovery;

import io.millrace.checkpoint.StateFileReader;
import io.millrace.checkpoint.StateFileWriter;
import io.millrace.output.DurableSubscriber;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What a subscriber says of itself at a checkpoint, as a state file. */
final class SinkState {
  private static final int BUFFER_BYTES = 1 << 16;

  private SinkState() {}

  static void write(DurableSubscriber subscriber, long sequence, StateFileWriter file) {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutput(file), BUFFER_BYTES))) {
      subscriber.onCheckpoint(sequence, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    file.finish();
  }

  static void read(DurableSubscriber subscriber, long sequence, StateFileReader file) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new FileInput(file), BUFFER_BYTES))) {
      subscriber.onRestore(sequence, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static final class FileOutput extends OutputStream {
    private final StateFileWriter file;

    FileOutput(StateFileWriter file) {
      this.file = file;
    }

    @Override
    public void write(int value) {
      file.putBytes(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      file.putBytes(bytes, offset, length);
    }
  }

  private static final class FileInput extends InputStream {
    private final StateFileReader file;

    FileInput(StateFileReader file) {
      this.file = file;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(length, file.remaining());
      if (count == 0 && length > 0) {
        return -1;
      }
      file.getBytes(target, offset, count);
      return count;
    }
  }
}
