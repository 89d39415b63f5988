package io.millrace.cli.run;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that survives its reader: once nobody reads any more, asks for a stop and swallows
 * what follows. Takes the progress line away before anything is printed. Never closes the stream
 * behind it. One thread at a time.
 */
final class GuardedOutput extends OutputStream {
  private final OutputStream out;
  private final StopRequest stop;
  private final int brokenPipeStatus;
  private final Runnable beforeWrite;
  private boolean broken;

  GuardedOutput(OutputStream out, StopRequest stop, int brokenPipeStatus, Runnable beforeWrite) {
    this.out = out;
    this.stop = stop;
    this.brokenPipeStatus = brokenPipeStatus;
    this.beforeWrite = beforeWrite;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (broken) {
      return;
    }
    beforeWrite.run();
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      onFailure(e);
    }
  }

  @Override
  public void flush() throws IOException {
    if (broken) {
      return;
    }
    try {
      out.flush();
    } catch (IOException e) {
      onFailure(e);
    }
  }

  private void onFailure(IOException e) throws IOException {
    String message = String.valueOf(e.getMessage());
    if (!message.contains("Broken pipe") && !message.contains("Pipe closed")) {
      throw e;
    }
    broken = true;
    stop.stop(brokenPipeStatus);
  }
}
