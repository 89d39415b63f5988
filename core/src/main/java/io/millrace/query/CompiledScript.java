package io.millrace.query;

/** The statements of one SQL text, compiled one after another. One thread. */
public interface CompiledScript {
  /**
   * Compiles the next statement against the catalog as it is now; does not change the catalog.
   *
   * @return the statement, or null at the end of the text
   * @throws SqlException if the statement is wrong or refused; the next call goes on behind it
   *     unless the text could not be split into statements any more
   */
  CompiledStatement next(Catalog catalog);

  /**
   * Where the statement stands that {@link #next} gave last, for errors that come up when it is
   * carried out; null before the first one, or if nobody knows.
   */
  default SqlPosition position() {
    return null;
  }
}
