package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.memory.MemoryBudget;
import io.millrace.output.Row;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryCompiler;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.store.RowFileCopy;
import io.millrace.store.RowFileHeader;
import io.millrace.store.RowFileReader;
import io.millrace.type.Schema;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Reads the file of a table that was made with {@link StateStore#chronicle}, in any process of the
 * host, while it is written and when nobody writes it any more. It changes no row.
 *
 * <p><b>Consistency.</b> A row is whole: it is as one sequence left it, never half of one and half
 * of another. Rows are at least as new as the {@link #sequence} that was asked for before them. Two
 * rows that are read one after the other need not be of one moment; in a scan, neither need any
 * two. Who needs all rows as of one sequence takes a {@link TableVersion} where the table is
 * written.
 *
 * <p>A reader locks a part of the file for the moment of a look-up, and a scan locks each part
 * while it copies its rows; the writer waits for that. A process that is killed or stopped in that
 * moment leaves the lock: the query then stops after 60 s, or as {@code
 * net.openhft.chronicle.map.lockTimeoutSeconds} says.
 *
 * <p>One thread at a time. Look-ups by {@link TableKey} allocate nothing.
 */
public final class PersistedTable implements AutoCloseable {
  private final Path path;
  private final RowFileReader file;
  private final RowFileHeader header;
  private final TableLayout layout;
  private final RecordBatch found;
  private final Row row = new Row();

  private PersistedTable(Path path, RowFileReader file) {
    this.path = path;
    this.file = file;
    this.header = file.header();
    this.layout = new TableLayout(header.schema(), keyColumns(header));
    this.found = new RecordBatch(header.schema(), 1);
  }

  static int[] keyColumns(RowFileHeader header) {
    return header.keyColumns().stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Opens a table's file. What a killed writer left is made good first, and while nobody writes all
   * rows are read once to see whether they are whole.
   *
   * @throws IllegalStateException if it is damaged, or Chronicle cannot run here
   * @throws java.io.UncheckedIOException if there is none
   */
  public static PersistedTable open(Path file) {
    return new PersistedTable(file, RowFileReader.open(file));
  }

  /**
   * Copies the rows of a table's file into a larger one, which then takes its place; while nobody
   * writes it. Who reads the old one goes on seeing it.
   *
   * @param entries most rows of the new one
   * @throws IllegalStateException if the table is written, or the file is damaged
   * @throws IllegalArgumentException if it has more rows than that
   */
  public static void grow(Path file, long entries) {
    RowFileCopy.grow(file, entries);
  }

  /** The table's name, by which SQL over it knows it. */
  public String name() {
    return header.name();
  }

  /** The query whose result it is. */
  public String sql() {
    return header.sql();
  }

  /** The columns of its rows. */
  public Schema schema() {
    return header.schema();
  }

  /** The columns that make a row's key, in the order of keys. */
  public Schema keySchema() {
    return layout.keySchema();
  }

  /** Most rows that the file takes. */
  public long entries() {
    return header.entries();
  }

  /** The present number of rows, as of {@link #sequence}. */
  public long rowCount() {
    return file.progress().rows();
  }

  /**
   * Everything up to this sequence is in: a place in the ring that the query reads, in the run of
   * the engine that {@link #generation} counts. -1 before the first.
   */
  public long sequence() {
    return file.progress().sequence();
  }

  /**
   * Of the sequences behind {@link #sequence} up to this one some rows may be in, as they are just
   * being stored, or were when the writer was killed; -1 if none.
   */
  public long openSequence() {
    return file.progress().openSequence();
  }

  /** How many writers the file has had, the present one among them. */
  public long generation() {
    return file.progress().generation();
  }

  /** Whether rows were lost with a writer that was killed, so that the table must be built anew. */
  public boolean hasLostRows() {
    return file.progress().lost();
  }

  /** A key to set, for one thread. */
  public TableKey key() {
    return new TableKey(layout.keySchema());
  }

  /** A key: numbers, text, java.time values, null. */
  public TableKey key(Object... columns) {
    return KeyValues.set(key(), columns);
  }

  /** The present row of a key, in a view that the next look-up moves, or null if there is none. */
  public Row find(TableKey key) {
    ColumnVector[] columns = key.wholeColumns();
    found.clear();
    return file.find(columns, 0, found) ? row.wrap(found, 0) : null;
  }

  /** A copy of the present row of a key, or null if there is none; allocates. */
  public Row find(Object... key) {
    Row at = find(key(key));
    return at == null ? null : at.copy();
  }

  /** All rows, in no order. */
  public PersistedCursor scan() {
    return new PersistedCursor(file, header.schema());
  }

  /**
   * Runs a SELECT over what a scan gives, on the calling thread; see {@link Table#query(String)}.
   * It needs the module sql-compiler.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   */
  public TableResult query(String sql) {
    Catalog catalog = new Catalog();
    catalog.add(new StreamDefinition(name(), schema(), null, Map.of(), true));
    QueryCompiler compiler =
        ServiceLoader.load(QueryCompiler.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no SQL compiler on the class path; add the module sql-compiler"));
    CompiledQuery query = BoundedSelect.compile(compiler, sql, "query over " + name(), catalog);
    MemoryBudget budget = new MemoryBudget("query over " + path, Long.MAX_VALUE);
    PersistedCursor rows = scan();
    return new BoundedSelect(name(), query, budget)
        .collect(
            sequence(),
            engine -> {
              for (RecordBatch batch = rows.batch(); batch != null; batch = rows.batch()) {
                engine.onBatch(batch, WatermarkSpec.NONE);
              }
            });
  }

  /** Closes the file. */
  @Override
  public void close() {
    file.close();
  }
}
