package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.query.StreamDefinition;
import java.util.List;
import java.util.Map;

/** The engine of one script, as the script needs it. One thread, but for the watermark. */
interface ScriptEngine extends AutoCloseable {
  /** Adds a stream. */
  void createStream(StreamDefinition stream);

  /** Takes a stream away that no query reads. */
  void dropStream(String stream);

  /** Starts a query; it sees all rows fed from now on, and delivers to its target. */
  void start(StandingQuery query);

  /** Hands rows to all queries of the stream; blocks while they are behind. Keeps no row. */
  void feed(String stream, RecordBatch rows);

  /** The watermark of a stream as text, or null. Free to call from any thread. */
  String watermark(String stream);

  /** Whether there are queries and all of them have failed, so that nothing is left to do. */
  boolean allFailed();

  /** Says that no row follows, and waits until all results are delivered. */
  void finish(boolean closeWindows);

  /** The queries that failed and why, in their order; to be asked behind {@link #finish}. */
  Map<StandingQuery, String> failures();

  /** Rows that were late or could not be used, one line each kind; behind {@link #finish}. */
  List<String> losses();

  /** Stops what is still running. */
  @Override
  void close();
}
