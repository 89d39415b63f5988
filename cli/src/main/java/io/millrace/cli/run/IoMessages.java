package io.millrace.cli.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Failures of files in words; the exceptions of the JDK often say no more than the path. */
final class IoMessages {
  private IoMessages() {}

  /** What went wrong, and with which path. */
  static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory: path=" + e.getMessage() + "; check the path";
    }
    if (e instanceof AccessDeniedException) {
      return "access denied: path=" + e.getMessage() + "; check the permissions";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "not a directory: path=" + e.getMessage() + "; choose another path";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
