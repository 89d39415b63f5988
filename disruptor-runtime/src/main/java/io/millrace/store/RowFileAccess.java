package io.millrace.store;

import io.millrace.batch.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes row files, and opens those that are there: makes good what a killed writer left. */
final class RowFileAccess {
  private static final String UNFINISHED_SUFFIX = ".new";

  private RowFileAccess() {}

  /** Takes the place of the writer of a file. */
  static WriterMark takeMark(Path file) {
    WriterMark mark = WriterMark.tryTake(file, true);
    if (mark == null) {
      throw new IllegalStateException(
          "table file has a writer: file=" + file + "; close that table or its engine first");
    }
    return mark;
  }

  /**
   * Makes a file in place of one that may be there; other processes go on reading that one.
   *
   * @param byCaller how often the caller has it open
   */
  static void create(Path file, RowFileHeader header, int byCaller, Consumer<RowFile> content) {
    OpenHere.checkReplaceable(file, byCaller);
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED_SUFFIX);
    try {
      Files.deleteIfExists(unfinished);
      try (RowFile created = RowFile.create(unfinished, header)) {
        content.accept(created);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("table file cannot be made: file=" + file, e);
    }
  }

  /** Opens a file for reading; nobody need write it. */
  static RowFile open(Path file) {
    checkThere(file);
    if (!WriterMark.exists(file)) {
      return checked(file, RowFile.of(file, map(file, null)));
    }
    try (WriterMark mark = WriterMark.tryTake(file, false)) {
      return mark == null ? RowFile.of(file, map(file, null)) : open(file, mark);
    }
  }

  /** Opens a file whose writer's place the caller has. */
  static RowFile open(Path file, WriterMark mark) {
    checkThere(file);
    if (!mark.wasOpen()) {
      return checked(file, RowFile.of(file, map(file, null)));
    }
    List<String> losses = new ArrayList<>();
    RowFile recovered = RowFile.of(file, map(file, losses));
    try {
      RowFileProgress was = recovered.progress();
      RowFileProgress counted = count(recovered);
      boolean lost =
          was.lost()
              || !losses.isEmpty()
              || (was.openSequence() < 0 && was.rows() != counted.rows());
      recovered.writeProgress(
          new RowFileProgress(
              was.generation(),
              was.sequence(),
              was.openSequence(),
              counted.rows(),
              counted.bytes(),
              lost));
      mark.open(false);
      return recovered;
    } catch (RuntimeException | Error e) {
      recovered.close();
      throw e;
    }
  }

  private static void checkThere(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "no table file: file=" + file + "; name one that a table with state=chronicle has made",
          new NoSuchFileException(file.toString()));
    }
  }

  private static ByteMap map(Path file, List<String> losses) {
    try {
      return losses == null ? ByteMap.open(file) : ByteMap.recover(file, losses);
    } catch (IOException | RuntimeException | Error e) {
      throw RowFile.damaged(file, "it cannot be opened: " + e, e);
    }
  }

  /** Reads all rows once, so that what is damaged is found now. */
  private static RowFile checked(Path file, RowFile opened) {
    try {
      RowFileProgress progress = opened.progress();
      RowFileProgress counted = count(opened);
      if (progress.openSequence() < 0 && !progress.lost() && counted.rows() != progress.rows()) {
        throw RowFile.damaged(file, "rows=" + counted.rows() + ", stored=" + progress.rows(), null);
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private static RowFileProgress count(RowFile file) {
    long[] sums = new long[2];
    RecordBatch row = new RecordBatch(file.header().schema(), 1);
    for (int segment = 0; segment < file.map().segments(); segment++) {
      file.readSegment(
          segment,
          bytes -> {
            sums[0]++;
            sums[1] += bytes;
            row.clear();
            return row;
          });
    }
    return new RowFileProgress(0, 0, 0, sums[0], sums[1], false);
  }
}
