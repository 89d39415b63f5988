package io.millrace.storage;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a call of {@link Storage} failed, as far as the system tells it apart. */
public enum StorageFailure {
  /** The disk, or the part of it that this user may fill, is full. */
  DISK_FULL(
      "free space on its disk",
      List.of("no space left", "quota exceeded", "not enough space", "disk full")),
  /** The file system takes no changes. */
  READ_ONLY("use a directory on a file system that can be written", List.of("read-only")),
  /** The process may not do this. */
  NO_PERMISSION(
      "allow this process to read and write there",
      List.of("permission denied", "not permitted", "access is denied")),
  /** A part of the path is a file. */
  NOT_A_DIRECTORY("use a path whose parts are directories", List.of("not a directory")),
  /** The name is taken. */
  ALREADY_THERE("remove what is there, or use another name", List.of("file exists")),
  /** There is no such file or directory. */
  MISSING("look for who removed it", List.of("no such file")),
  /** The process, or the system, has no further file to give. */
  TOO_MANY_FILES("raise the limit of open files", List.of("too many open files")),
  /** Another process, or another part of this one, uses the directory. */
  IN_USE("end the one that uses it, or use another directory", List.of()),
  /** The thread was interrupted, which closes the file that it was at. */
  INTERRUPTED("do not interrupt this thread; try again", List.of()),
  /** The file was closed, or an earlier call on it failed. */
  CLOSED("begin again with a new file", List.of()),
  /** Anything else. */
  BROKEN("look at the disk and the system's log", List.of());

  private static final Map<Class<? extends IOException>, StorageFailure> TYPES =
      Map.of(
          AccessDeniedException.class, NO_PERMISSION,
          FileAlreadyExistsException.class, ALREADY_THERE,
          NoSuchFileException.class, MISSING,
          NotDirectoryException.class, NOT_A_DIRECTORY,
          ClosedByInterruptException.class, INTERRUPTED,
          AsynchronousCloseException.class, CLOSED,
          ClosedChannelException.class, CLOSED);

  private final String remedy;
  private final List<String> signs;

  StorageFailure(String remedy, List<String> signs) {
    this.remedy = remedy;
    this.signs = signs;
  }

  /** What to do about it, for the end of a message. */
  String remedy() {
    return remedy;
  }

  /** The kind of a failure of the system, by its type, then by the words of the system. */
  static StorageFailure of(IOException failure) {
    StorageFailure byType = TYPES.getOrDefault(failure.getClass(), BROKEN);
    if (byType != BROKEN) {
      return byType;
    }
    String words = words(failure).toLowerCase(Locale.ROOT);
    for (StorageFailure kind : values()) {
      if (kind.signs.stream().anyMatch(words::contains)) {
        return kind;
      }
    }
    return BROKEN;
  }

  /** What the system said, without the path, which a message has anyway. */
  static String words(IOException failure) {
    String words =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    if (words != null) {
      return words;
    }
    StorageFailure kind = TYPES.getOrDefault(failure.getClass(), BROKEN);
    return kind == BROKEN
        ? failure.getClass().getSimpleName()
        : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
