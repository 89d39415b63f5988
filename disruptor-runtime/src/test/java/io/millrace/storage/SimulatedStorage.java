package io.millrace.storage;

import java.nio.file.Path;
import java.util.List;

/** What storages are in a simulation: a directory of a given name is one that a test can fail. */
public final class SimulatedStorage implements Storage {
  private static String faulty = "";
  private static FaultyStorage last;

  private final Storage storage;

  private SimulatedStorage(Storage storage) {
    this.storage = storage;
  }

  /** From here on directories of that name are faulty. */
  public static void begin(String name) {
    faulty = name;
    last = null;
  }

  /** In place of {@link FileStorage#in}. */
  static SimulatedStorage in(Path directory) {
    FileStorage files = FileStorage.in(directory);
    if (!directory.endsWith(faulty)) {
      return new SimulatedStorage(files);
    }
    last = new FaultyStorage(directory);
    return new SimulatedStorage(last);
  }

  /** The faulty one that was opened last; null if none was. */
  public static FaultyStorage last() {
    return last;
  }

  /** Makes the directory of the faulty one as it is, or as a loss of power leaves it. */
  public static void save(Loss loss) {
    String name = faulty;
    faulty = "no such directory";
    if (last != null && loss == Loss.NOTHING) {
      last.save();
    } else if (last != null) {
      last.cutPower(loss);
    }
    faulty = name;
  }

  @Override
  public String where(String name) {
    return storage.where(name);
  }

  @Override
  public StorageFile create(String name) {
    return storage.create(name);
  }

  @Override
  public StorageReader open(String name) {
    return storage.open(name);
  }

  @Override
  public List<String> list(String directory) {
    return storage.list(directory);
  }

  @Override
  public long size(String name) {
    return storage.size(name);
  }

  @Override
  public void rename(String from, String to) {
    storage.rename(from, to);
  }

  @Override
  public void remove(String name) {
    storage.remove(name);
  }

  @Override
  public void truncate(String name, long length) {
    storage.truncate(name, length);
  }

  @Override
  public void makeDirectory(String name) {
    storage.makeDirectory(name);
  }

  @Override
  public void forceFile(String name) {
    storage.forceFile(name);
  }

  @Override
  public void forceDirectory(String name) {
    storage.forceDirectory(name);
  }
}
