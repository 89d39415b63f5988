package io.millrace.table;

import io.millrace.output.QueryFailedException;
import io.millrace.output.Row;
import io.millrace.output.SequenceSubscriber;
import io.millrace.output.Subscriber;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.StreamDefinition;
import io.millrace.store.RowFileWriter;
import io.millrace.type.Schema;
import java.util.Map;

/**
 * The current result of a query, one row a group, readable from any thread while the query runs. A
 * reader takes a {@link #version}, which shows all rows as of one sequence. Readers never make the
 * writer wait, and never see a part of a sequence.
 *
 * <p>What was published before {@link io.millrace.Millrace#drain} began is in the versions that are
 * taken after it. A table outlives the end of input and its engine; its last version can be read
 * until {@link #close}.
 */
public final class Table implements AutoCloseable {
  private final TableSetup setup;
  private final Catalog catalog = new Catalog();
  private final TableLayout layout;
  private final VersionHandover handover = new VersionHandover();
  private final TableWriter writer;
  private final RowFileWriter file;
  private volatile QueryFailedException failure;
  private volatile boolean closed;
  private Runnable onClose = () -> {};

  /** An empty table; {@link io.millrace.Millrace#table} makes it and starts its query. */
  public Table(TableSetup setup) {
    this.setup = setup;
    this.layout = setup.layout();
    this.file = setup.state().open(setup);
    long maxRows = file == null ? setup.maxRows() : file.header().entries();
    this.writer = new TableWriter(layout, maxRows, handover, this::failed, file);
    this.catalog.add(definition());
  }

  /** What SQL over it sees. */
  StreamDefinition definition() {
    return new StreamDefinition(name(), setup.query().outputSchema(), null, Map.of(), true);
  }

  /** What the query must be subscribed with, ordered. */
  public SequenceSubscriber writer() {
    return writer;
  }

  /** Says what {@link #close} has to do. */
  public void onClose(Runnable action) {
    onClose = action;
  }

  /** Its name, by which SQL over it knows it. */
  public String name() {
    return setup.name();
  }

  /** The columns of its rows. */
  public Schema schema() {
    return layout.schema();
  }

  /** The columns that make a row's key, in the order of keys. */
  public Schema keySchema() {
    return layout.keySchema();
  }

  /** A key to set, for one thread. */
  public TableKey key() {
    return new TableKey(layout.keySchema());
  }

  /** A key, or the first columns of one: numbers, text, java.time values, null. */
  public TableKey key(Object... columns) {
    return KeyValues.set(key(), columns);
  }

  /**
   * The newest version, to be closed after use.
   *
   * @throws IllegalStateException if the table has failed or is closed
   */
  public TableVersion version() {
    return new TableVersion(this, take());
  }

  /** Takes the newest version; waits at most until the writer has stored one sequence. */
  PublishedVersion take() {
    PublishedVersion version = handover.take();
    if (failure == null && !closed && version != null) {
      return version;
    }
    if (version != null) {
      version.release();
    }
    throw closed
        ? new IllegalStateException("table is closed: table=" + name() + "; make it again")
        : new IllegalStateException(
            "table has failed: table="
                + name()
                + ", "
                + failure.getMessage()
                + "; close it and make it again",
            failure);
  }

  boolean isNewest(PublishedVersion version) {
    return failure == null && !closed && handover.isCurrent(version);
  }

  /** A copy of the row of a key in the newest version, or null if there is none; allocates. */
  public Row find(Object... key) {
    try (TableVersion version = version()) {
      return version.findCopy(key(key));
    }
  }

  /**
   * Runs a SELECT over the newest version, on the calling thread. The table is known by its name;
   * aggregates see all rows and give one row a group. Compiling takes some milliseconds: {@link
   * #compile} what is asked often.
   *
   * @throws io.millrace.query.SqlException if it is wrong or refused
   */
  public TableResult query(String sql) {
    return compile(sql).run();
  }

  /** Like {@link #query(String)}, handing the rows to a subscriber on this thread. */
  public void query(String sql, Subscriber subscriber) {
    TableQuery query = compile(sql);
    try (TableVersion version = version()) {
      query.run(version, subscriber);
    }
  }

  /** Compiles a SELECT over this table, to be run often; see {@link #query(String)}. */
  public TableQuery compile(String sql) {
    CompiledQuery query =
        BoundedSelect.compile(setup.compiler().get(), sql, "query over " + name(), catalog);
    return new TableQuery(this, query, setup.budget());
  }

  private void failed(QueryFailedException cause) {
    failure = cause;
    handover.end();
  }

  /** Why the query stopped, or null. The table cannot be read any more; held versions can. */
  public QueryFailedException failure() {
    return failure;
  }

  /** Ends the query. Versions that are held can be read until they are closed. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      handover.end();
      onClose.run();
      closeFile();
    }
  }

  /** Closes its file, if it has one: what comes later is not stored in it. */
  public void closeFile() {
    if (file != null) {
      file.close();
    }
  }
}
