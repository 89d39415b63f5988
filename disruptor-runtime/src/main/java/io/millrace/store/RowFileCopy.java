package io.millrace.store;

import io.millrace.batch.RecordBatch;
import java.nio.file.Path;

/** Copies a row file into one of another size, which takes its place. */
public final class RowFileCopy {
  private RowFileCopy() {}

  /**
   * Copies; progress goes with the rows.
   *
   * @param entries most rows of the copy
   * @throws IllegalStateException if the file has a writer or is damaged
   * @throws IllegalArgumentException if it has more rows than that
   */
  public static void grow(Path path, long entries) {
    ChronicleParts.check();
    try (WriterMark mark = RowFileAccess.takeMark(path);
        RowFile old = RowFileAccess.open(path, mark)) {
      RowFileProgress progress = old.readProgress();
      if (progress.rows() > entries) {
        throw new IllegalArgumentException(
            "table file would be too small: file="
                + path
                + ", rows="
                + progress.rows()
                + ", entries="
                + entries
                + "; name more entries");
      }
      RowFileAccess.create(path, old.header().withEntries(entries), 1, copy -> copyRows(old, copy));
    }
  }

  private static void copyRows(RowFile old, RowFile copy) {
    RecordBatch row = new RecordBatch(old.header().schema(), 1);
    for (int segment = 0; segment < old.map().segments(); segment++) {
      old.map()
          .readSegment(
              segment,
              new EncodedBytes(),
              new EncodedBytes(),
              (key, value) -> {
                if (key.array()[0] == RowFileDescriptor.ROW) {
                  row.clear();
                  old.decode(key, value, row);
                  copy.map().put(key, value, true, Long.MAX_VALUE);
                }
              });
    }
    copy.writeProgress(old.progress());
  }
}
