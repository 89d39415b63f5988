package io.millrace.connector.file;

import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorFactory;
import io.millrace.connector.DurableSink;
import io.millrace.connector.Sink;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CSV and JSON lines from and to files: {@code WITH ('connector'='file', 'path'='…', …)}.
 *
 * <ul>
 *   <li>{@code path}: a file, {@code -} for standard input or output, or {@code classpath:name} for
 *       a resource to read. Gzip if it ends in {@code .gz}; a source also tells by the content.
 *   <li>{@code format}: {@code csv} or {@code jsonl}; the ending of the path says it too.
 *   <li>{@code header} (CSV, true): the first line names the columns, which are matched without
 *       regard to case; other columns of the file are ignored. If false, they are matched by
 *       position.
 *   <li>{@code delimiter} (CSV, a comma): one ASCII character, or {@code \t}.
 *   <li>{@code null} (CSV, empty): what a field without quotes says to mean NULL. An empty field
 *       with quotes is an empty string for VARCHAR and NULL for other types.
 *   <li>{@code timestamp-unit}: {@code s}, {@code ms}, {@code us} or {@code ns}; timestamps may
 *       then be numbers of that unit since 1970, besides ISO 8601 text.
 *   <li>{@code on-error}: {@code fail} (default) or {@code skip} for malformed lines.
 *   <li>{@code dead-letter}: where skipped lines go; the path with {@code .rejected} behind it
 *       unless given.
 *   <li>{@code max-line-bytes} (16 MB): a longer line is malformed.
 *   <li>{@code changelog} (false): a sink writes the kind of each row as a first column {@code op};
 *       such a stream cannot be read.
 * </ul>
 *
 * <p>An empty file is an empty input, with or without header. A number with more digits behind the
 * point than its DECIMAL has is rounded half up, a time with more than its TIMESTAMP has is rounded
 * down. What a sink writes, a source reads back as the same values.
 */
public final class FileConnector implements ConnectorFactory {
  @Override
  public String name() {
    return "file";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public StreamDefinition resolve(StreamDefinition stream) {
    FileOptions.of(stream);
    if (stream.schema().size() == 0) {
      throw new ConnectorException(
          "stream has no columns: stream=" + stream.name() + "; declare those that the file has");
    }
    return stream;
  }

  /**
   * Opens a file for reading. All columns are parsed, so that errors do not depend on the query.
   */
  @Override
  public Source openSource(StreamDefinition stream, int[] columns, ConnectorContext context) {
    FileOptions options = FileOptions.of(stream);
    if (options.changelog()) {
      throw new ConnectorException(
          "cannot read changelog: "
              + options.place()
              + "; leave out 'changelog' to read all its rows as new rows");
    }
    Schema schema = stream.schema();
    RowDecoder decoder =
        options.json() ? new JsonDecoder(schema, options) : new CsvDecoder(schema, options);
    FileInput input = FileInput.open(options.stream(), options.path(), context);
    DeadLetterFile deadLetters = null;
    try {
      if (options.skip()) {
        deadLetters = new DeadLetterFile(options, context);
      }
      return new FileSource(schema, options, input, decoder, deadLetters);
    } catch (RuntimeException e) {
      closeAll(input, deadLetters, e);
      throw e;
    }
  }

  private static void closeAll(
      FileInput input, DeadLetterFile deadLetters, RuntimeException failure) {
    try {
      input.close();
      if (deadLetters != null) {
        deadLetters.close();
      }
    } catch (IOException | ConnectorException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Sink openSink(StreamDefinition stream, ConnectorContext context) {
    FileOptions options = FileOptions.of(stream);
    return new FileSink(
        options, format(options, stream.schema()), FileOutput.open(options, context));
  }

  private static RowFormat format(FileOptions options, Schema schema) {
    return options.json()
        ? JsonRowFormat.ofRows(schema, options.changelog())
        : new CsvRowFormat(schema, options.delimiter(), options.nullText(), options.changelog());
  }

  /**
   * Opens a file that is visible under its name from the start and grows; a token is its length. A
   * packed file gets a part of its own, which readers of gzip join to the others, for what is
   * written between two tokens. Standard output, and what is no regular file, gets each row at
   * least once: what was written there cannot be taken back.
   */
  @Override
  public DurableSink openDurableSink(StreamDefinition stream, ConnectorContext context) {
    FileOptions options = FileOptions.of(stream);
    if (!options.path().equals(FilePath.STANDARD)) {
      Path target = FileOutput.target(options, context);
      if (!Files.exists(target) || Files.isRegularFile(target)) {
        return new DurableFileSink(
            options, format(options, stream.schema()), new DurableFile(options, target));
      }
    }
    return new RepeatingSink(openSink(stream, context));
  }
}
