package io.millrace.journal;

/** A journal that cannot be written or read; the message says which file, and what to do. */
public final class JournalException extends RuntimeException {
  /** Something is wrong with a journal. */
  public JournalException(String message) {
    super(message);
  }

  /** Something is wrong with a journal, because of something else. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
