package io.millrace.connector;

/**
 * A sink whose output grows under its own name and goes on where it was when the process ended.
 * Order of calls: {@link #resume} once, then {@link #write} and {@link #prepare} in any order,
 * {@link #finish} at the end of all input, {@link #close} in any case.
 *
 * <p>Who writes keeps the newest token together with what was written before it. Behind a crash it
 * resumes with that token and writes again what came after it. Then the output is that of a run
 * without a crash: no row is missing, none is there twice or by half. Between crash and {@link
 * #resume} a reader may see rows that will be written again, the last of them perhaps by half.
 *
 * <p>A sink that cannot take back what it has written, such as standard output, takes and gives
 * tokens too, but then rows behind the token are there twice: at least once. It says so.
 */
public interface DurableSink extends Sink {
  /** The token of an output in which nothing is written. */
  long NOTHING = 0;

  /**
   * Takes back all that was written behind the token.
   *
   * @param token what {@link #prepare} gave, in this process or one before it, or {@link #NOTHING}
   *     to begin anew, whatever there was
   * @throws ConnectorException if the output is not what the token was given for, as far as that
   *     can be seen, or cannot be written
   */
  void resume(long token);

  /**
   * Stores all rows written so far so that neither the process nor the machine can lose them; for a
   * file this forces the disk, which takes milliseconds.
   *
   * @return a token to resume with; for a file its length in bytes
   * @throws ConnectorException if that fails; the sink must then be closed
   */
  long prepare();

  /** Stores all rows, and completes the output, as {@link #prepare} does; no token is needed. */
  @Override
  void finish();

  /** Rows written since this sink was opened; those before {@link #resume} do not count. */
  @Override
  long rowsWritten();

  /**
   * Gives back files and memory. Without {@link #finish}, takes back what was written behind the
   * last token, so that nothing stands there by half. Can be called more than once.
   */
  @Override
  void close();
}
