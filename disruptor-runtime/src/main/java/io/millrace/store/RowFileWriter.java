package io.millrace.store;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Writes a row file, the only one that does. What it has stored is there when this process is
 * killed; when the machine stops, what was stored before the last {@link #close} is.
 *
 * <p>One thread at a time, but for {@link #close}, which waits for a call that is under way. Makes
 * no garbage while keys are known.
 */
public final class RowFileWriter implements AutoCloseable {
  /** Room for texts that are longer than the average. */
  private static final int MOST_BYTES_FACTOR = 2;

  private final Path path;
  private final WriterMark mark;
  private final RowFile file;
  private final long entries;
  private final long mostBytes;
  private final long generation;
  private final boolean lost;
  private final EncodedBytes key = new EncodedBytes();
  private final EncodedBytes value = new EncodedBytes();
  private long sequence = -1;
  private long openSequence = -1;
  private long rows;
  private long bytes;
  private boolean closed;

  private RowFileWriter(Path path, WriterMark mark, RowFile file) {
    RowFileProgress progress = file.progress();
    this.path = path;
    this.mark = mark;
    this.file = file;
    this.entries = file.header().entries();
    this.mostBytes = MOST_BYTES_FACTOR * entries * file.header().rowBytes();
    this.generation = progress.generation() + 1;
    this.lost = progress.lost();
    this.rows = progress.rows();
    this.bytes = progress.bytes();
    mark.open(true);
    writeProgress();
  }

  /**
   * Makes a file without rows.
   *
   * @param replace whether a file that is there gives way; who reads it goes on seeing its rows
   * @throws IllegalStateException if it is there or has a writer, or Chronicle cannot run here
   */
  public static RowFileWriter create(Path path, RowFileHeader header, boolean replace) {
    ChronicleParts.check();
    WriterMark mark = RowFileAccess.takeMark(path);
    try {
      if (!replace && Files.exists(path)) {
        throw new IllegalStateException(
            "table file is there already: file="
                + path
                + "; say keepRows() to go on from its rows, or replaceRows() to begin without");
      }
      RowFileAccess.create(path, header, 0, made -> made.writeProgress(RowFileProgress.NONE));
      mark.open(false);
      return new RowFileWriter(path, mark, RowFileAccess.open(path, mark));
    } catch (RuntimeException | Error e) {
      mark.close();
      throw e;
    }
  }

  /**
   * Opens a file and keeps its rows; makes one if there is none.
   *
   * @param header what it must be; its sizes are those that it has
   * @throws IllegalStateException if it is another table's, damaged or has lost rows, or has a
   *     writer, or Chronicle cannot run here
   */
  public static RowFileWriter keep(Path path, RowFileHeader header) {
    if (!Files.exists(path)) {
      return create(path, header, false);
    }
    ChronicleParts.check();
    WriterMark mark = RowFileAccess.takeMark(path);
    RowFile file = null;
    try {
      file = RowFileAccess.open(path, mark);
      checkSame(path, file.header(), header);
      if (file.progress().lost()) {
        throw new IllegalStateException(
            "table file has lost rows when its writer was killed: file="
                + path
                + "; say replaceRows(), and have its query see its input again");
      }
      return new RowFileWriter(path, mark, file);
    } catch (RuntimeException | Error e) {
      if (file != null) {
        file.close();
      }
      mark.close();
      throw e;
    }
  }

  private static void checkSame(Path path, RowFileHeader is, RowFileHeader expected) {
    if (!is.schema().equals(expected.schema()) || !is.keyColumns().equals(expected.keyColumns())) {
      throw new IllegalStateException(
          "table file has other columns: file="
              + path
              + ", has="
              + is.schema()
              + " key="
              + is.keySchema()
              + ", query="
              + expected.schema()
              + " key="
              + expected.keySchema()
              + "; name another file, or say replaceRows()");
    }
  }

  /** What the file is. */
  public RowFileHeader header() {
    return file.header();
  }

  /** Hands out all rows that it has kept, in batches with room. */
  public void readAll(Supplier<RecordBatch> batches) {
    for (int segment = 0; segment < file.map().segments(); segment++) {
      file.readSegment(segment, ignored -> batches.get());
    }
  }

  /** Says that rows of sequences up to this one follow. */
  public synchronized void begin(long newOpenSequence) {
    if (!closed && openSequence != newOpenSequence) {
      openSequence = newOpenSequence;
      writeProgress();
    }
  }

  /**
   * Stores a row over the one of its key, or as a new one.
   *
   * @param keys the key columns, in order
   * @param columns all columns
   * @throws IllegalStateException if there is no room; nothing has changed then
   */
  public synchronized void put(ColumnVector[] keys, ColumnVector[] columns, int row) {
    if (closed) {
      return;
    }
    RowCodec.encodeKey(keys, row, key);
    file.codec().encodeValue(columns, row, key, value);
    long was;
    try {
      was = file.map().put(key, value, rows < entries, mostBytes - bytes);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "table file cannot take a row: file="
              + path
              + ", bytes="
              + (key.length() + value.length())
              + ", average="
              + file.header().rowBytes()
              + "; declare longer texts; "
              + e.getMessage(),
          e);
    }
    if (was == ByteMap.INSERTED) {
      rows++;
      bytes += key.length() + value.length();
    } else if (was >= 0) {
      bytes += value.length() - was;
    } else {
      throw full(was);
    }
  }

  private IllegalStateException full(long code) {
    String what =
        code == ByteMap.NO_KEY_LEFT
            ? "entries=" + entries
            : "entries=" + entries + ", bytes=" + bytes + ", most=" + mostBytes;
    return new IllegalStateException(
        "table file is full: file="
            + path
            + ", "
            + what
            + "; make a larger copy with PersistedTable.grow and keep its rows, or select fewer"
            + " groups");
  }

  /** Takes the row of a key away, if there is one. */
  public synchronized void remove(ColumnVector[] keys, int row) {
    if (closed) {
      return;
    }
    RowCodec.encodeKey(keys, row, key);
    long was = file.map().remove(key);
    if (was >= 0) {
      rows--;
      bytes -= key.length() + was;
    }
  }

  /** Says that everything up to a sequence is stored. */
  public synchronized void complete(long newSequence) {
    if (!closed) {
      sequence = newSequence;
      openSequence = -1;
      writeProgress();
    }
  }

  private void writeProgress() {
    file.writeProgress(generation, sequence, openSequence, rows, bytes, lost);
  }

  /** Ends writing, and waits until the disk has it all. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        file.close();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        mark.open(false);
      } catch (IOException e) {
        throw new UncheckedIOException("table file cannot be closed: file=" + path, e);
      } finally {
        mark.close();
      }
    }
  }
}
