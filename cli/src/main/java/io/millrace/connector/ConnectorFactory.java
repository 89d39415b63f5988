package io.millrace.connector;

import io.millrace.query.StreamDefinition;

/**
 * A kind of connector, such as files; found by {@link java.util.ServiceLoader}. Stateless and free
 * to use from any thread.
 */
public interface ConnectorFactory {
  /** What the option {@code connector} says to mean this one, lower case. */
  String name();

  /** Whether it reaches nothing but this host, so that a command line allows it by itself. */
  default boolean isLocal() {
    return false;
  }

  /**
   * Checks what a stream declares, without touching the outside, and completes it: a connector that
   * knows its columns supplies them to a stream that declares none.
   *
   * @return the stream, the same one if nothing is missing
   * @throws ConnectorException if options or columns are wrong
   */
  StreamDefinition resolve(StreamDefinition stream);

  /**
   * Opens the stream for reading.
   *
   * @param stream a resolved stream
   * @param columns indices of the columns that are wanted, or null for all; a source may leave the
   *     others unset
   * @param context where the connector runs
   * @throws ConnectorException if it cannot be read
   */
  Source openSource(StreamDefinition stream, int[] columns, ConnectorContext context);

  /**
   * Opens the stream for writing.
   *
   * @param stream a resolved stream
   * @param context where the connector runs
   * @throws ConnectorException if it cannot be written
   */
  Sink openSink(StreamDefinition stream, ConnectorContext context);

  /**
   * Opens the stream for writing that goes on behind a crash; see {@link DurableSink}. Changes
   * nothing before {@link DurableSink#resume} is called.
   *
   * @param stream a resolved stream
   * @param context where the connector runs
   * @throws ConnectorException if it cannot be written, or the connector has no such sinks
   */
  default DurableSink openDurableSink(StreamDefinition stream, ConnectorContext context) {
    throw new ConnectorException(
        "connector cannot write durably: stream="
            + stream.name()
            + ", connector="
            + name()
            + "; insert into a stream with another connector");
  }
}
