package io.millrace.cli.output;

import io.millrace.type.TextBuffer;
import java.io.IOException;
import java.io.OutputStream;

/** Base of writers: gathers text and writes it in large pieces. */
abstract class BufferedResultWriter implements ResultWriter {
  private static final int DRAIN_BYTES = 1 << 16;

  /** What is not written yet. */
  protected final TextBuffer text = new TextBuffer(2 * DRAIN_BYTES);

  private final OutputStream out;

  /** A writer to a stream that need not be buffered. */
  protected BufferedResultWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes the text if there is much of it. */
  protected final void drainIfLarge() throws IOException {
    if (text.length() >= DRAIN_BYTES) {
      drain();
    }
  }

  /** Writes the text and flushes the stream. */
  protected final void drain() throws IOException {
    if (text.length() > 0) {
      text.writeTo(out);
    }
    out.flush();
  }

  @Override
  public void quiet() throws IOException {
    drain();
  }

  @Override
  public void finish() throws IOException {
    drain();
  }
}
