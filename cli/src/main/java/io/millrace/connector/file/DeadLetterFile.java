package io.millrace.connector.file;

import io.millrace.access.WantedFile;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.type.TextBuffer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes the malformed lines of a file, one JSON object a line: {@code {"file": "…", "line": 3,
 * "column": "price", "reason": "…", "text": "…"}}. What was in the file before is replaced; a file
 * without lines is removed at the end. Bytes that are not UTF-8 appear as U+FFFD, and of a line
 * that is too long only the beginning appears.
 */
final class DeadLetterFile implements Closeable {
  /** How much of a line that is too long is kept. */
  static final int SHORTENED_BYTES = 1024;

  private final FileOptions options;
  private final Path path;
  private final OutputStream out;
  private boolean hasLines;

  /** Opens the file that the options name. */
  DeadLetterFile(FileOptions options, ConnectorContext context) {
    this.options = options;
    String name = options.deadLetter();
    WantedFile wanted = new WantedFile(options.stream(), "dead-letter", name);
    Path asked = FilePath.resolve(options.stream(), name, context.directory());
    this.path = context.access().files().write(wanted, asked);
    try {
      this.out = new BufferedOutputStream(Files.newOutputStream(path));
    } catch (IOException e) {
      throw failure("cannot write dead-letter file", e);
    }
  }

  /** Adds a line; allocates, which malformed lines may. */
  void write(long line, LineFault fault, byte[] bytes, int from, int to) {
    TextBuffer text = new TextBuffer();
    appendString(text.append("{\"file\": "), options.path());
    text.append(", \"line\": ").append(Long.toString(line));
    if (fault.column() != null) {
      appendString(text.append(", \"column\": "), fault.column());
    }
    appendString(text.append(", \"reason\": "), fault.reason());
    String content = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    appendString(text.append(", \"text\": "), content);
    text.append("}\n");
    try {
      text.writeTo(out);
      hasLines = true;
    } catch (IOException e) {
      throw failure("cannot write dead-letter file", e);
    }
  }

  private static void appendString(TextBuffer text, String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    JsonStrings.append(text, encoded, 0, encoded.length);
  }

  private ConnectorException failure(String what, IOException cause) {
    return options.failure(
        what,
        ", dead-letter="
            + options.deadLetter()
            + ", cause="
            + FilePath.reason(cause)
            + "; check that its directory exists and that you may write there",
        cause);
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!hasLines && Files.isRegularFile(path)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failure("cannot close dead-letter file", e);
    }
  }
}
