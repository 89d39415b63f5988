package io.millrace.cli.console;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output that survives its reader: once nobody reads any more, asks for a stop and
 * swallows what follows. Takes the progress line away before anything is printed. Never closes the
 * stream behind it. Free to use from any thread.
 */
public final class GuardedOutput extends OutputStream {
  private final OutputStream out;
  private final StopRequest stop;
  private final Runnable beforeWrite;
  private boolean broken;

  /**
   * Guards a stream.
   *
   * @param stop is asked once the pipe is broken
   * @param beforeWrite makes room for what is printed
   */
  public GuardedOutput(OutputStream out, StopRequest stop, Runnable beforeWrite) {
    this.out = out;
    this.stop = stop;
    this.beforeWrite = beforeWrite;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
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
  public synchronized void flush() throws IOException {
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
    stop.stop(ExitStatus.BROKEN_PIPE);
  }
}
