package io.millrace.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>The files are there for any other storage to see; forcing is only noted, so that it takes no
 * time. Any thread.
 */
public final class FaultyStorage implements Storage {
  private final Path root;
  private final Storage disk;
  private final List<String> points = new ArrayList<>();
  private DiskNode model;
  private int faultPoint = -1;
  private Fault fault;
  private boolean isFull;
  private boolean isCut;

  /** A storage without a fault; what is in the directory counts as forced. */
  public FaultyStorage(Path root) {
    this.root = root;
    this.disk = Storage.in(root);
    try {
      this.model = DiskNode.of(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Cuts the power, if it is not cut yet, and leaves in the directory what a loss leaves. */
  public synchronized void cutPower(Loss loss) {
    isCut = true;
    try {
      for (String name : disk.list("")) {
        disk.remove(name);
      }
      model.write(root, loss);
      model = DiskNode.of(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The work of a write point; the size of the part of an append is given to it. */
  private interface Work<T> {
    T run();
  }

  private <T> T change(String call, String name, boolean takesSpace, Work<T> work) {
    Fault now = next(call, name);
    if (now == Fault.FAILED) {
      throw failure(call, name, "Input/output error");
    }
    if (isFull && takesSpace) {
      throw failure(call, name, "No space left on device");
    }
    T result = work.run();
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
    }
    checkPower();
    isFull |= now == Fault.FULL_DISK;
    return now;
  }

  private void end(Fault now, String call, String name) {
    if (now == Fault.CUT_WITHIN) {
      isCut = true;
      throw new PowerCutError();
    }
    if (now == Fault.HALF_DONE) {
      throw failure(call, name, "Input/output error");
    }
  }

  private void checkPower() {
    if (isCut) {
      throw new PowerCutError();
    }
  }

  private StorageException failure(String call, String name, String reason) {
    return StorageException.of("cannot " + call, where(name), new IOException(reason));
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(name.lastIndexOf('/'), 0));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private void put(String name, DiskNode node) {
    model.find(parent(name)).names().put(last(name), node);
  }

  private DiskNode take(String name) {
    return model.find(parent(name)).names().remove(last(name));
  }

  @Override
  public String where(String name) {
    return disk.where(name);
  }

  @Override
  public synchronized StorageFile create(String name) {
    return change(
        "create",
        name,
        true,
        () -> {
          StorageFile file = disk.create(name);
          DiskNode node = DiskNode.file();
          put(name, node);
          return new FaultyFile(this, name, file, node);
        });
  }

  /** How many bytes of an append to write, and whether it fails then. */
  synchronized void append(FaultyFile file, byte[] bytes) {
    Fault now = next("append", file.name());
    if (now == Fault.FAILED) {
      throw failure("append", file.name(), "Input/output error");
    }
    if (now == Fault.FLIPPED_BIT && bytes.length > 0) {
      bytes[faultPoint % bytes.length] ^= (byte) (1 << faultPoint % Byte.SIZE);
    }
    boolean isPart = isFull || now == Fault.HALF_DONE || now == Fault.CUT_WITHIN;
    file.write(isPart ? Arrays.copyOf(bytes, bytes.length / 2) : bytes);
    if (isFull) {
      throw failure("append", file.name(), "No space left on device");
    }
    end(now, "append", file.name());
  }

  /** Notes that a file is forced. */
  synchronized void force(String name, DiskNode node) {
    force("force", name, node);
  }

  private void force(String call, String name, DiskNode node) {
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

  @Override
  public synchronized StorageReader open(String name) {
    checkPower();
    return disk.open(name);
  }

  @Override
  public synchronized List<String> list(String directory) {
    checkPower();
    return disk.list(directory);
  }

  @Override
  public synchronized long size(String name) {
    checkPower();
    return disk.size(name);
  }

  @Override
  public synchronized void rename(String from, String to) {
    change(
        "rename",
        from,
        false,
        () -> {
          disk.rename(from, to);
          put(to, take(from));
          return to;
        });
  }

  @Override
  public synchronized void remove(String name) {
    checkPower();
    DiskNode node = model.find(StorageName.check(name));
    if (node == null) {
      return;
    }
    if (node.isDirectory()) {
      disk.list(name).forEach(child -> remove(name + "/" + child));
    }
    change(
        "remove",
        name,
        false,
        () -> {
          disk.remove(name);
          return take(name);
        });
  }

  @Override
  public synchronized void truncate(String name, long length) {
    change(
        "truncate",
        name,
        false,
        () -> {
          disk.truncate(name, length);
          model.find(name).truncate(length);
          return name;
        });
  }

  @Override
  public synchronized void makeDirectory(String name) {
    change(
        "makeDirectory",
        name,
        true,
        () -> {
          disk.makeDirectory(name);
          put(name, DiskNode.directory());
          return name;
        });
  }

  @Override
  public synchronized void forceFile(String name) {
    disk.size(name);
    force("forceFile", name, model.find(name));
  }

  @Override
  public synchronized void forceDirectory(String name) {
    disk.list(name);
    force("forceDirectory", name, model.find(name));
  }
}
