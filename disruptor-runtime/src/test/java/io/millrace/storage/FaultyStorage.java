package io.millrace.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A storage that fails where a test tells it to. Each call that changes something is a write point;
 * points are counted from 0, and removing a directory is one for each name in it. A test runs once
 * without a fault to learn how many points there are, then once for each point and fault:
 *
 * <pre>
 * FaultyStorage storage = new FaultyStorage(directory).failAt(point, Fault.CUT_WITHIN);
 * assertThatThrownBy(() -> write(storage)).isInstanceOf(PowerCutError.class);
 * storage.cutPower(Loss.BYTES);
 * check(Storage.in(directory));
 * </pre>
 *
 * <p>It begins with what is in its directory and then works in memory, so that thousands of runs
 * take no time; the directory changes at {@link #save} and {@link #cutPower} only. Any thread.
 */
public final class FaultyStorage implements Storage {
  private final Path root;
  private final DiskNode disk;
  private final List<String> points = new ArrayList<>();
  private int faultPoint = -1;
  private Fault fault;
  private boolean isFull;
  private boolean isCut;

  /** A storage without a fault; what is in the directory counts as forced. */
  public FaultyStorage(Path root) {
    this.root = root;
    this.disk = run(() -> root.toFile().exists() ? DiskNode.of(root) : DiskNode.directory());
  }

  /** Has a write point fail; returns this. */
  public synchronized FaultyStorage failAt(int point, Fault how) {
    faultPoint = point;
    fault = how;
    return this;
  }

  /** What the write points were so far: the call and its name. */
  public synchronized List<String> points() {
    return List.copyOf(points);
  }

  /** Whether the fault has happened. */
  public synchronized boolean hasFailed() {
    return fault != null && points.size() > faultPoint;
  }

  /** Gives a full disk space. */
  public synchronized void freeSpace() {
    isFull = false;
  }

  /** Makes the directory as this storage is; the directory, for any other storage to read. */
  public synchronized Storage save() {
    return save(Loss.NOTHING);
  }

  /**
   * Cuts the power, if it is not cut yet, and makes the directory as a loss leaves it.
   *
   * @return the directory, for any other storage to read
   */
  public synchronized Storage cutPower(Loss loss) {
    isCut = true;
    return save(loss);
  }

  private Storage save(Loss loss) {
    Storage directory = Storage.in(root);
    directory.list("").forEach(directory::remove);
    run(
        () -> {
          disk.write(root, loss);
          return root;
        });
    return directory;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T run(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call that reads, or what a write point does when it works. */
  private <T> T attempt(String call, String name, Work<T> work) {
    checkPower();
    try {
      StorageName.check(name);
      return work.run();
    } catch (IOException e) {
      throw failure(call, name, e);
    }
  }

  private <T> T change(String call, String name, boolean takesSpace, Work<T> work) {
    Fault now = next(call, name);
    if (now == Fault.FAILED) {
      throw broken(call, name);
    }
    if (isFull && takesSpace) {
      throw full(call, name);
    }
    T result = attempt(call, name, work);
    end(now, call, name);
    return result;
  }

  /** Notes a write point; what is to happen there. */
  private Fault next(String call, String name) {
    checkPower();
    points.add(call + " " + name);
    Fault now = points.size() - 1 == faultPoint ? fault : null;
    if (now == Fault.CUT_BEFORE) {
      isCut = true;
      checkPower();
    }
    isFull |= now == Fault.FULL_DISK;
    return now;
  }

  private void end(Fault now, String call, String name) {
    if (now == Fault.CUT_WITHIN) {
      isCut = true;
      checkPower();
    }
    if (now == Fault.HALF_DONE) {
      throw broken(call, name);
    }
  }

  private void checkPower() {
    if (isCut) {
      throw new PowerCutError();
    }
  }

  private StorageException failure(String call, String name, IOException reason) {
    return StorageException.of("cannot " + call, where(name), reason);
  }

  private StorageException broken(String call, String name) {
    return failure(call, name, new IOException("Input/output error"));
  }

  private StorageException full(String call, String name) {
    return failure(call, name, new IOException("No space left on device"));
  }

  private DiskNode add(String name, DiskNode node) throws IOException {
    if (disk.siblings(name).containsKey(name.substring(name.lastIndexOf('/') + 1))) {
      throw new FileAlreadyExistsException(name);
    }
    disk.put(name, node);
    return node;
  }

  @Override
  public String where(String name) {
    return root.resolve(StorageName.check(name)).toString();
  }

  @Override
  public synchronized StorageFile create(String name) {
    return change(
        "create", name, true, () -> new FaultyFile(this, name, add(name, DiskNode.file())));
  }

  /** An append to one of the files, whose bytes may be changed. */
  synchronized void append(String name, DiskNode node, byte[] bytes) {
    Fault now = next("append", name);
    if (now == Fault.FAILED) {
      throw broken("append", name);
    }
    if (now == Fault.FLIPPED_BIT && bytes.length > 0) {
      bytes[faultPoint % bytes.length] ^= (byte) (1 << faultPoint % Byte.SIZE);
    }
    boolean isPart = isFull || now == Fault.HALF_DONE || now == Fault.CUT_WITHIN;
    node.append(isPart ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
    if (isFull) {
      throw full("append", name);
    }
    end(now, "append", name);
  }

  /** Notes that a file or directory is forced. */
  synchronized void force(String call, String name, DiskNode node) {
    try {
      change(
          call,
          name,
          false,
          () -> {
            node.force();
            return node;
          });
    } catch (StorageException e) {
      node.failForce();
      throw e;
    }
  }

  /** Present bytes of a file. */
  synchronized byte[] read(DiskNode node) {
    checkPower();
    return node.bytes();
  }

  @Override
  public synchronized StorageReader open(String name) {
    return attempt("open", name, () -> new FaultyFile(this, name, disk.find(name)));
  }

  @Override
  public synchronized List<String> list(String directory) {
    return attempt(
        "list",
        directory,
        () -> List.copyOf(disk.find(directory).directoryNames(directory).keySet()));
  }

  @Override
  public synchronized long size(String name) {
    return attempt("find", name, () -> (long) disk.find(name).bytes().length);
  }

  @Override
  public synchronized void rename(String from, String to) {
    change(
        "rename",
        from,
        false,
        () -> {
          DiskNode node = disk.find(from);
          disk.remove(from);
          disk.put(to, node);
          return node;
        });
  }

  @Override
  public synchronized void remove(String name) {
    boolean isThere =
        attempt(
            "find",
            name,
            () -> {
              try {
                return disk.find(name) != null;
              } catch (FileSystemException e) {
                return false;
              }
            });
    if (!isThere) {
      return;
    }
    if (run(() -> disk.find(name).isDirectory())) {
      list(name).forEach(child -> remove(name + "/" + child));
    }
    change(
        "remove",
        name,
        false,
        () -> {
          disk.remove(name);
          return name;
        });
  }

  @Override
  public synchronized void truncate(String name, long length) {
    if (length < 0 || length > size(name)) {
      throw new IllegalArgumentException(
          "cannot truncate a file to this length: path=" + where(name) + ", length=" + length);
    }
    change(
        "truncate",
        name,
        false,
        () -> {
          disk.find(name).truncate(length);
          return name;
        });
  }

  @Override
  public synchronized void makeDirectory(String name) {
    change("makeDirectory", name, true, () -> add(name, DiskNode.directory()));
  }

  @Override
  public synchronized void forceFile(String name) {
    force("forceFile", name, attempt("force", name, () -> disk.find(name)));
  }

  @Override
  public synchronized void forceDirectory(String name) {
    list(name);
    force("forceDirectory", name, run(() -> disk.find(name)));
  }
}
