package io.millrace.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An allow-list of files: directories below which SQL may read, directories below which it may
 * write, and apart from them standard input, standard output and resources of the class path.
 * Writing does not include reading. {@link #none} is where to start. Immutable; any thread.
 *
 * <p>A path is judged by where it leads, with {@code ..} and symbolic links followed, and whether
 * or not anything is there; so a refusal does not tell what exists. A hard link cannot be told from
 * the file, and who can change directories meanwhile can still lead astray: neither can be done by
 * SQL.
 */
public final class FileAccess {
  private static final FileAccess NONE = new FileAccess(List.of(), List.of(), false, false, false);
  private static final List<Path> EVERYWHERE = null;
  private static final FileAccess ALL = new FileAccess(EVERYWHERE, EVERYWHERE, true, true, true);

  private final List<Path> reading;
  private final List<Path> writing;
  private final boolean input;
  private final boolean output;
  private final boolean resources;

  private FileAccess(
      List<Path> reading, List<Path> writing, boolean input, boolean output, boolean resources) {
    this.reading = reading;
    this.writing = writing;
    this.input = input;
    this.output = output;
    this.resources = resources;
  }

  /** No file at all. */
  public static FileAccess none() {
    return NONE;
  }

  /** Whatever the process can read and write. */
  public static FileAccess all() {
    return ALL;
  }

  /** These, and reading what lies below a directory. */
  public FileAccess reading(Path directory) {
    return new FileAccess(with(reading, directory), writing, input, output, resources);
  }

  /** These, and writing, and replacing, what lies below a directory. */
  public FileAccess writing(Path directory) {
    return new FileAccess(reading, with(writing, directory), input, output, resources);
  }

  /** These, and reading standard input. */
  public FileAccess withStandardInput() {
    return new FileAccess(reading, writing, true, output, resources);
  }

  /** These, and writing to standard output. */
  public FileAccess withStandardOutput() {
    return new FileAccess(reading, writing, input, true, resources);
  }

  /** These, and reading any resource of the class path. */
  public FileAccess withResources() {
    return new FileAccess(reading, writing, input, output, true);
  }

  private static List<Path> with(List<Path> present, Path directory) {
    if (present == EVERYWHERE) {
      return present;
    }
    List<Path> more = new ArrayList<>(present);
    more.add(directory.toAbsolutePath().normalize());
    return List.copyOf(more);
  }

  /**
   * The file behind a path that a stream wants to read, which is the one to open.
   *
   * @param wanted who asks for what
   * @param path the path as it is resolved against the working directory
   * @throws AccessRefusedException if it may not
   */
  public Path read(WantedFile wanted, Path path) {
    return reading == EVERYWHERE ? path : below(reading, wanted, path, "read");
  }

  /** Like {@link #read}, of a path that a stream wants to write. */
  public Path write(WantedFile wanted, Path path) {
    return writing == EVERYWHERE ? path : below(writing, wanted, path, "written");
  }

  private Path below(List<Path> directories, WantedFile wanted, Path path, String done) {
    Path real = RealPath.of(path);
    for (Path directory : directories) {
      Path realDirectory = RealPath.of(directory);
      if (real != null && realDirectory != null && real.startsWith(realDirectory)) {
        return real;
      }
    }
    throw wanted.refusal("file must not be " + done, this);
  }

  /** Checks that a stream may read standard input. */
  public void checkStandardInput(WantedFile wanted) {
    if (!input) {
      throw wanted.refusal("standard input must not be read", this);
    }
  }

  /** Checks that a stream may write to standard output. */
  public void checkStandardOutput(WantedFile wanted) {
    if (!output) {
      throw wanted.refusal("standard output must not be written", this);
    }
  }

  /** Checks that a stream may read resources of the class path. */
  public void checkResource(WantedFile wanted) {
    if (!resources) {
      throw wanted.refusal("resource must not be read", this);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileAccess that
        && Objects.equals(reading, that.reading)
        && Objects.equals(writing, that.writing)
        && input == that.input
        && output == that.output
        && resources == that.resources;
  }

  @Override
  public int hashCode() {
    return Objects.hash(reading, writing, input, output, resources);
  }

  /**
   * Such as {@code read /data, write /out, standard input}; {@code nothing} if there is nothing.
   */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    add(all, "read", reading);
    add(all, "write", writing);
    if (input) {
      all.add("standard input");
    }
    if (output) {
      all.add("standard output");
    }
    if (resources) {
      all.add("resources");
    }
    return all.isEmpty() ? "nothing" : String.join(", ", all);
  }

  private static void add(List<String> all, String verb, List<Path> directories) {
    if (directories == EVERYWHERE) {
      all.add(verb + " everything");
    } else {
      directories.forEach(directory -> all.add(verb + " " + directory));
    }
  }
}
