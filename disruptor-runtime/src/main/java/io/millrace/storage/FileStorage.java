package io.millrace.storage;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Files under a directory of the file system. */
final class FileStorage implements Storage {
  /** Windows opens no directories, and writes their entries with the files. */
  private static final boolean FORCES_DIRECTORIES = File.separatorChar == '/';

  private final Path root;

  private FileStorage(Path root) {
    this.root = root;
  }

  static FileStorage in(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    attempt("cannot make a directory", root, () -> make(root));
    return new FileStorage(root);
  }

  /** Makes what is missing of a path, and brings the new names to the disk. */
  private static Path make(Path root) throws IOException {
    Path there = root;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    Files.createDirectories(root);
    for (Path made = root; !made.equals(there); made = made.getParent()) {
      forceDirectory(made.getParent());
    }
    return root;
  }

  private Path path(String name) {
    return StorageName.check(name).isEmpty() ? root : root.resolve(name);
  }

  @Override
  public String where(String name) {
    return path(name).toString();
  }

  @Override
  public StorageFile create(String name) {
    Path path = path(name);
    return attempt(
        "cannot create a file",
        path,
        () ->
            new AppendedFile(
                path.toString(),
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
  }

  @Override
  public StorageReader open(String name) {
    Path path = path(name);
    return attempt("cannot open a file", path, () -> open(path));
  }

  private static StorageReader open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    boolean isOpen = false;
    try {
      StorageReader reader = new ReadFile(path.toString(), channel);
      isOpen = true;
      return reader;
    } finally {
      if (!isOpen) {
        channel.close();
      }
    }
  }

  @Override
  public List<String> list(String directory) {
    Path path = path(directory);
    return attempt("cannot list a directory", path, () -> names(path));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public long size(String name) {
    Path path = path(name);
    return attempt("cannot find a file", path, () -> Files.size(path));
  }

  @Override
  public void rename(String from, String to) {
    Path target = path(to);
    attempt(
        "cannot rename a file to " + target,
        path(from),
        () -> Files.move(path(from), target, StandardCopyOption.ATOMIC_MOVE));
  }

  @Override
  public void remove(String name) {
    Path path = path(name);
    attempt("cannot remove a file", path, () -> removeTree(path));
  }

  private static boolean removeTree(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (String name : names(path)) {
        removeTree(path.resolve(name));
      }
    }
    return Files.deleteIfExists(path);
  }

  @Override
  public void truncate(String name, long length) {
    Path path = path(name);
    attempt("cannot truncate a file", path, () -> truncate(path, length));
  }

  private static long truncate(Path path, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      if (length < 0 || length > channel.size()) {
        throw new IllegalArgumentException(
            "cannot truncate a file to this length: path="
                + path
                + ", length="
                + length
                + ", size="
                + channel.size()
                + "; pass one that it has");
      }
      return channel.truncate(length).size();
    }
  }

  @Override
  public void makeDirectory(String name) {
    Path path = path(name);
    attempt("cannot make a directory", path, () -> Files.createDirectory(path));
  }

  @Override
  public void forceFile(String name) {
    Path path = path(name);
    attempt("cannot force a file", path, () -> force(path, StandardOpenOption.WRITE));
  }

  @Override
  public void forceDirectory(String name) {
    Path path = path(name);
    attempt("cannot force a directory", path, () -> forceDirectory(path));
  }

  private static Path forceDirectory(Path path) throws IOException {
    if (FORCES_DIRECTORIES) {
      return force(path, StandardOpenOption.READ);
    }
    if (!Files.isDirectory(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path;
  }

  private static Path force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
      return path;
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String problem, Path path, Attempt<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw StorageException.of(problem, path.toString(), e);
    }
  }
}
