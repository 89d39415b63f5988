package io.millrace.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Locks a directory and holds it until it is killed, or says why it cannot. */
final class LockProgram {
  private LockProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (DirectoryLock lock = DirectoryLock.take(Path.of(arguments[0]))) {
      System.out.println("locked " + (lock != null));
      System.in.read();
    } catch (StorageException e) {
      System.out.println(e.getMessage());
    }
  }
}
