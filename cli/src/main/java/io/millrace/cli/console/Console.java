package io.millrace.cli.console;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of a command, and what stands behind them.
 *
 * @param in standard input
 * @param out standard output, not buffered: writers buffer for themselves, and see a broken pipe
 * @param err standard error, UTF-8
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 */
public record Console(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** The streams of this process. */
  public static Console ofProcess() {
    return new Console(
        // Reading all of a pipe through the bare stream asks for its length, which a pipe has not.
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        new FileOutputStream(FileDescriptor.out),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminal.isTerminal(Terminal.OUT),
        Terminal.isTerminal(Terminal.ERR));
  }

  /** Streams of which none is a terminal. */
  public static Console of(InputStream in, OutputStream out, OutputStream err) {
    PrintStream text = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Console(in, out, text, false, false);
  }

  /** The same streams with another standard output in front of the same device. */
  public Console withOut(OutputStream guarded) {
    return new Console(in, guarded, err, outIsTerminal, errIsTerminal);
  }
}
