package io.millrace.table;

import io.millrace.store.RowFileHeader;
import io.millrace.store.RowFileWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Where a table keeps its rows. {@link #memory} is the heap of this process. {@link #chronicle} is
 * a file beside it, a Chronicle Map, which outlives the process and which other processes on the
 * host read with {@link PersistedTable} while it is written; it needs Chronicle Map on the class
 * path, and its JVM flags. Readers in this process see versions of the table either way, so its
 * rows are on the heap either way. Immutable.
 */
public final class StateStore {
  private static final StateStore MEMORY = new StateStore(null, 0, 0, Present.REFUSE);
  private static final int DEFAULT_TEXT_BYTES = 32;

  /** What becomes of a file that is there. */
  private enum Present {
    REFUSE,
    KEEP,
    REPLACE
  }

  private final Path file;
  private final long entries;
  private final int textBytes;
  private final Present present;

  private StateStore(Path file, long entries, int textBytes, Present present) {
    this.file = file;
    this.entries = entries;
    this.textBytes = textBytes;
    this.present = present;
  }

  /** On the heap, the default. */
  public static StateStore memory() {
    return MEMORY;
  }

  /** In a file too, whose directory exists. */
  public static StateStore chronicle(Path file) {
    return new StateStore(
        Objects.requireNonNull(file, "file"), 0, DEFAULT_TEXT_BYTES, Present.REFUSE);
  }

  /**
   * By names and values: {@code state}, which is {@code memory} or {@code chronicle}; {@code file};
   * {@code entries}; {@code text-bytes}; {@code present}, which is {@code refuse}, {@code keep} or
   * {@code replace}.
   *
   * @throws IllegalArgumentException if a name or a value is wrong
   */
  public static StateStore of(Map<String, String> options) {
    return StateStoreOptions.parse(options);
  }

  /** With room for so many rows; without this, for as many as a table of this engine may have. */
  public StateStore entries(long rows) {
    checkChronicle("entries");
    if (rows < 1) {
      throw new IllegalArgumentException(
          "table file without room: entries=" + rows + "; it must be at least 1");
    }
    return new StateStore(file, rows, textBytes, present);
  }

  /** With texts of so many bytes each on average; 32 unless said. */
  public StateStore textBytes(int average) {
    checkChronicle("textBytes");
    if (average < 1) {
      throw new IllegalArgumentException(
          "table file without room for texts: textBytes=" + average + "; it must be at least 1");
    }
    return new StateStore(file, entries, average, present);
  }

  /**
   * Keeps the rows of a file that is there: for a query whose state is restored, or which sees its
   * input again from where {@link PersistedTable#sequence} says. Else what it counts begins at
   * nothing, beside rows that do not.
   */
  public StateStore keepRows() {
    checkChronicle("keepRows");
    return new StateStore(file, entries, textBytes, Present.KEEP);
  }

  /** Begins without rows, in place of a file that is there. */
  public StateStore replaceRows() {
    checkChronicle("replaceRows");
    return new StateStore(file, entries, textBytes, Present.REPLACE);
  }

  private void checkChronicle(String option) {
    if (file == null) {
      throw new IllegalArgumentException(
          "option of a table file: option=" + option + ", state=memory; say state=chronicle");
    }
  }

  /** Opens the file of a table; null if it has none. */
  RowFileWriter open(TableSetup setup) {
    if (file == null) {
      return null;
    }
    long rows = entries == 0 ? setup.maxRows() : entries;
    RowFileHeader header =
        new RowFileHeader(
            setup.name(),
            setup.query().sql(),
            setup.query().outputSchema(),
            setup.query().key().columns(),
            rows,
            textBytes);
    return present == Present.KEEP
        ? RowFileWriter.keep(file, header)
        : RowFileWriter.create(file, header, present == Present.REPLACE);
  }

  @Override
  public String toString() {
    return file == null
        ? "state=memory"
        : "state=chronicle, file="
            + file
            + ", entries="
            + entries
            + ", text-bytes="
            + textBytes
            + ", present="
            + present.name().toLowerCase(Locale.ROOT);
  }
}
