package io.millrace.cli.run;

import io.millrace.Query;
import io.millrace.batch.RecordBatch;
import io.millrace.cli.output.Figures;
import io.millrace.connector.file.JsonRowFormat;
import io.millrace.output.Subscriber;
import io.millrace.type.Schema;
import io.millrace.type.TextBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the rows of a running query to their target: at once on the delivery thread, or held until
 * the script's thread releases them, so that rows of several queries come in one order.
 */
final class QueryDelivery implements Subscriber {
  private static final int SHOWN_DEAD_LETTERS = 3;

  private final StandingQuery standing;
  private final List<RecordBatch> heldRows = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private Query query;
  private boolean holds;
  private long rowCount;
  private String targetFailure;
  private volatile boolean missesOutput;

  /** A delivery that does not hold rows. */
  QueryDelivery(StandingQuery standing) {
    this.standing = standing;
  }

  /** Notes what runs; before the first row. */
  synchronized void running(Query running) {
    query = running;
  }

  /** Holds rows from now on. */
  synchronized void hold() {
    holds = true;
  }

  /** The query as the script has it. */
  StandingQuery standing() {
    return standing;
  }

  @Override
  public synchronized void onRows(RecordBatch rows, int partition, long sequence) {
    if (holds) {
      RecordBatch copy = new RecordBatch(rows.schema(), rows.rowCount());
      copy.appendRange(rows, 0, rows.rowCount());
      heldRows.add(copy);
    } else {
      deliver(rows);
    }
  }

  private void deliver(RecordBatch rows) {
    putOut(() -> standing.target().accept(rows));
    rowCount += rows.rowCount();
  }

  private void putOut(Runnable output) {
    try {
      output.run();
    } catch (RuntimeException | Error e) {
      missesOutput = true;
      throw e;
    }
  }

  /** Whether rows or letters of it could not be put out. */
  boolean missesOutput() {
    return missesOutput;
  }

  /** Delivers what is held; whether that was anything. By the script's thread. */
  synchronized boolean release() {
    boolean any = !heldRows.isEmpty() && targetFailure == null;
    try {
      for (int i = 0; i < heldRows.size() && targetFailure == null; i++) {
        deliver(heldRows.get(i));
      }
    } catch (RuntimeException e) {
      targetFailure = e.getMessage();
      query.cancel();
    }
    heldRows.clear();
    return any;
  }

  @Override
  public void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    putOut(() -> standing.letters().late(batch, row, sequence, reason));
  }

  @Override
  public void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    putOut(() -> standing.letters().dead(batch, row, sequence, reason));
    remember(batch, row, reason);
  }

  private synchronized void remember(RecordBatch batch, int row, String reason) {
    if (deadLetters.size() < SHOWN_DEAD_LETTERS) {
      deadLetters.add("dead letter: reason=" + reason + ", row=" + describe(batch, row));
    }
  }

  @Override
  public void onFailedGroup(String group, long sequence, String reason) {
    putOut(() -> standing.letters().failed(group, sequence, reason));
    remember(group, reason);
  }

  private synchronized void remember(String group, String reason) {
    if (deadLetters.size() < SHOWN_DEAD_LETTERS) {
      deadLetters.add("dead letter: reason=" + reason + ", group=(" + group + ")");
    }
  }

  /** The columns of a row that the query reads; a source may have left the others unset. */
  private String describe(RecordBatch batch, int row) {
    int[] columns = standing.compiled().inputColumns();
    Schema schema = Schema.of(Arrays.stream(columns).mapToObj(batch.schema()::column).toList());
    RecordBatch copy = new RecordBatch(schema, 1);
    for (int i = 0; i < columns.length; i++) {
      copy.column(i).copyRow(batch.column(columns[i]), row, 0);
    }
    copy.rowCount(1);
    TextBuffer text = new TextBuffer();
    JsonRowFormat.ofRows(schema, false).appendRow(text, copy, 0);
    return text.toString().strip();
  }

  /** Whether the query processes no more rows. */
  boolean stopped() {
    return query.stopped();
  }

  /** Why the query has stopped, or null. */
  synchronized String failure() {
    return query.failure() == null ? targetFailure : query.failure().reason();
  }

  /** Adds what is to be said about the query at the end of its script, a line each. */
  synchronized void describe(List<String> lines) {
    String start = standing.label() + ": ";
    lines.add(start + Figures.count(rowCount, "row"));
    if (query.lateRows() > 0) {
      lines.add(start + Figures.count(query.lateRows(), "late row") + " dropped");
    }
    if (query.deadLetters() > 0) {
      lines.add(start + Figures.count(query.deadLetters(), "dead letter"));
      deadLetters.forEach(letter -> lines.add(start + letter));
      if (query.deadLetters() > deadLetters.size()) {
        lines.add(start + "…");
      }
    }
  }
}
