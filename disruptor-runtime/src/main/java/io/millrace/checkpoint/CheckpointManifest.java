package io.millrace.checkpoint;

import io.millrace.engine.SnapshotWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first values of a manifest: number of the checkpoint, and its state files. */
final class CheckpointManifest {
  private CheckpointManifest() {}

  static void write(SnapshotWriter writer, long number, Collection<CheckpointFile> files) {
    writer.putLong(number);
    writer.putLong(files.size());
    for (CheckpointFile file : files) {
      SnapshotText.putText(writer, file.name());
      writer.putLong(file.bytes());
      writer.putLong(file.checksum());
    }
  }

  /** Reads them; leaves the reader at the first value behind. */
  static List<CheckpointFile> read(StateFileReader reader, String where, long number) {
    long numberFound = reader.getLong();
    if (numberFound != number) {
      throw wrong(where, "number " + number, Long.toString(numberFound));
    }
    long count = reader.getLong();
    if (count < 0 || count > reader.remaining() / Long.BYTES) {
      throw wrong(where, "a number of files", Long.toString(count));
    }
    List<CheckpointFile> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < count; i++) {
      String name = SnapshotText.getText(reader);
      if (!CheckpointName.isStateName(name) || !names.add(name)) {
        throw wrong(where, "a name of a state file", name);
      }
      long bytes = reader.getLong();
      long checksum = reader.getLong();
      if (bytes < 0 || checksum != (int) checksum) {
        throw wrong(where, "length and checksum of " + name, bytes + " and " + checksum);
      }
      files.add(new CheckpointFile(name, bytes, (int) checksum));
    }
    return files;
  }

  private static CheckpointException wrong(String where, String expected, String found) {
    return new CheckpointException(
        "manifest is wrong: file="
            + where
            + ", expected="
            + expected
            + ", found="
            + found
            + "; use an older checkpoint");
  }
}
