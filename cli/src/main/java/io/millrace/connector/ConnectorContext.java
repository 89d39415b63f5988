package io.millrace.connector;

import io.millrace.access.ConnectorAccess;
import io.millrace.access.FileAccess;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Where connectors run: the working directory, the standard streams, and what is allowed. Free to
 * use from any thread.
 */
public final class ConnectorContext {
  private final Path directory;
  private final InputStream input;
  private final OutputStream output;
  private final ConnectorAccess access;
  private String inputReader;

  /**
   * A place to run.
   *
   * @param directory what relative paths are relative to
   * @param input standard input; never closed by a connector
   * @param output standard output; flushed but never closed by a connector
   * @param access what may be reached from there; a connector asks before it opens something
   */
  public ConnectorContext(
      Path directory, InputStream input, OutputStream output, ConnectorAccess access) {
    this.directory = directory;
    this.input = input;
    this.output = output;
    this.access = access;
  }

  /** The process's working directory and standard streams, all files included. */
  public static ConnectorContext ofProcess() {
    return new ConnectorContext(
        Path.of("").toAbsolutePath(),
        System.in,
        System.out,
        ConnectorAccess.none().withFiles(FileAccess.all()));
  }

  /** What relative paths are relative to. */
  public Path directory() {
    return directory;
  }

  /**
   * Hands out standard input, which only one stream can read.
   *
   * @param stream the stream that reads it
   * @throws ConnectorException if another reader has it
   */
  public synchronized InputStream takeInput(String stream) {
    if (inputReader != null) {
      throw new ConnectorException(
          "standard input is read twice: stream="
              + stream
              + ", first="
              + inputReader
              + "; give one of them a file");
    }
    inputReader = stream;
    return input;
  }

  /** What may be reached. */
  public ConnectorAccess access() {
    return access;
  }

  /** Standard output. */
  public OutputStream output() {
    return output;
  }
}
