package io.millrace.storage;

import java.io.IOException;

/** A call of {@link Storage} failed; the message says what, where, why, and what to do. */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why it failed. */
  private final StorageFailure failure;

  /**
   * A failure.
   *
   * @param problem what could not be done
   * @param where the file or directory, and what else helps, as {@code name=value, …}
   * @param failure why
   * @param cause what the system threw, or null
   */
  public StorageException(String problem, String where, StorageFailure failure, IOException cause) {
    super(problem + ": " + where + "; " + failure.remedy(), cause);
    this.failure = failure;
  }

  /**
   * A failure whose reason is found in what the system threw.
   *
   * @param problem what could not be done
   * @param path the file or directory
   * @param cause what the system threw
   */
  public static StorageException of(String problem, String path, IOException cause) {
    String where = "path=" + path + ", reason=" + StorageFailure.words(cause);
    return new StorageException(problem, where, StorageFailure.of(cause), cause);
  }

  /** Why it failed. */
  public StorageFailure failure() {
    return failure;
  }
}
