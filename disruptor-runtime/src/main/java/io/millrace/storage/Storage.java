package io.millrace.storage;

import java.nio.file.Path;
import java.util.List;

/**
 * One directory in which things are stored so that they outlive the process. Names are relative to
 * it, with {@code /} between their parts; they cannot lead out of it. The empty name is the
 * directory itself, where a directory is asked for.
 *
 * <p>What a call did survives the end of the process. It survives the loss of power only when it
 * was forced: bytes by {@link StorageFile#force}, and names (of new, renamed or removed files) by
 * {@link #forceDirectory} of the directory that holds the name.
 *
 * <p>Any thread. Every call may block for as long as the disk takes, and throws {@link
 * StorageException} when it fails.
 */
public interface Storage {
  /** The files under a directory of the file system, which is made if it is missing. */
  static Storage in(Path directory) {
    return FileStorage.in(directory);
  }

  /** Where a name lies, for messages. */
  String where(String name);

  /** Makes a new, empty file; fails if the name is taken. */
  StorageFile create(String name);

  /** Opens a file to read it. */
  StorageReader open(String name);

  /** The names of files and directories directly in a directory, without it, in their order. */
  List<String> list(String directory);

  /** Length of a file in bytes. */
  long size(String name);

  /**
   * Gives a file or directory another name in one step: whoever looks sees the old name or the new
   * one. A file of the new name is replaced.
   */
  void rename(String from, String to);

  /**
   * Removes a file, or a directory with all that it holds; does nothing if there is none. When it
   * fails, a part of a directory may be gone.
   */
  void remove(String name);

  /** Cuts a file that is not open to a length, which must not be above its own. */
  void truncate(String name, long length);

  /** Makes a new directory in one that is there; fails if the name is taken. */
  void makeDirectory(String name);

  /**
   * Brings all bytes of a file to the disk, whoever wrote them. {@link StorageFile#force} is better
   * for a file of one's own: it reports each failure to write that came before.
   */
  void forceFile(String name);

  /** Brings the names in a directory to the disk: what was made, renamed and removed in it. */
  void forceDirectory(String name);
}
