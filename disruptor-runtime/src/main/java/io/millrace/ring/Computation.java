package io.millrace.ring;

import io.millrace.FailurePolicy;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.GroupFailureException;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.filter.FilteredQuery;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.CompiledQuery;
import io.millrace.query.RowFilter;
import io.millrace.query.SqlLimit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one engine computes on one partition, for one query or for several that are identical and
 * have seen the same rows; with the policy for failures. Owned by the partition's thread.
 */
final class Computation implements FilteredQuery {
  private static final int OUTPUT_PER_INPUT = 2;

  /** Room for output of queries that few rows concern, as there can be very many of them. */
  private static final int OUTPUT_OF_FEW = 32;

  private final int number;
  private final int partition;
  private final FailurePolicy policy;
  private final CompiledQuery query;
  private final ComputationKey key;
  private final boolean takesSelections;
  private final boolean keepsRows;
  private final boolean keepsState;
  private final AtomicReference<QueryRun> workedFor;
  private StreamExecutionEngine engine;
  private QueryTask[] tasks;
  private long sequence;
  private boolean begun;
  private boolean closed;

  /** For a first task, whose query says what is computed; notes there for which query it works. */
  Computation(
      QueryTask task,
      int partition,
      MillraceConfig config,
      MemoryBudget budget,
      AtomicReference<QueryRun> workedFor) {
    this.workedFor = workedFor;
    QueryRun run = task.query();
    this.number = run.number();
    this.partition = partition;
    this.policy = config.failure();
    this.query = run.query();
    this.key = ComputationKey.of(query);
    this.tasks = new QueryTask[] {task};
    int room = OUTPUT_PER_INPUT * config.batchRows();
    this.engine =
        query
            .factory()
            .create(
                new EngineContext(
                    run.budget(budget),
                    query.filter() == null ? room : Math.min(OUTPUT_OF_FEW, room),
                    this::take,
                    this::late,
                    new Refusals(),
                    run.partitions(),
                    config.limits().count(SqlLimit.OPEN_WINDOWS)));
    this.takesSelections = engine.takesSelections();
    this.keepsRows = engine.keepsRows();
    this.keepsState = engine.keepsState();
    task.computation(this);
  }

  /** That of its first query. */
  @Override
  public int number() {
    return number;
  }

  /** What is computed. */
  CompiledQuery query() {
    return query;
  }

  /** By which index its rows are found; null if it must see all rows. */
  RowFilter filter() {
    return takesSelections ? query.filter() : null;
  }

  /** What identical queries share. */
  ComputationKey key() {
    return key;
  }

  /** The queries that get the output; not to be changed. */
  QueryTask[] tasks() {
    return tasks;
  }

  /** Whether a query that begins now gets what it would have from an engine of its own. */
  boolean canBeJoined() {
    return !closed && !(keepsState && begun);
  }

  void join(QueryTask task) {
    tasks = Arrays.copyOf(tasks, tasks.length + 1);
    tasks[tasks.length - 1] = task;
    task.computation(this);
  }

  /** Takes a query out; whether none is left, so that it is closed. */
  boolean leave(QueryTask task) {
    tasks = Arrays.stream(tasks).filter(other -> other != task).toArray(QueryTask[]::new);
    if (tasks.length == 0) {
      close();
      engine = null;
    }
    return tasks.length == 0;
  }

  /** Goes on with the state of another one, of the same state shape. */
  void takeOver(Computation old, long atSequence) {
    begun = true;
    sequence = atSequence;
    if (old.closed || closed) {
      return;
    }
    try {
      StateCopy state = new StateCopy();
      old.engine.snapshot(state);
      engine.restore(state);
    } catch (RuntimeException | Error e) {
      failAll("partition=" + partition + ", taking over state", e);
    }
  }

  /** Writes the engine's state. */
  void snapshot(SnapshotWriter writer) {
    engine.snapshot(writer);
  }

  /** Adds state that was written, of one old partition; before the first row. */
  void restore(SnapshotReader reader) {
    begun = true;
    engine.restore(reader);
  }

  /** Adds what was counted for a query before. */
  void count(QueryRun query, long[] counters) {
    for (QueryTask task : tasks) {
      if (task.query() == query) {
        for (int i = 0; i < counters.length; i++) {
          task.counter(i).add(counters[i]);
        }
      }
    }
  }

  /** Whether it computes nothing more. */
  boolean isClosed() {
    return closed;
  }

  /** Whether it takes rows where they lie, or must have a copy. */
  boolean takesSelections() {
    return takesSelections;
  }

  /** Whether a column must be filled in the rows that it gets. */
  boolean needsColumn(int column) {
    return keepsRows || Arrays.stream(query.inputColumns()).anyMatch(read -> read == column);
  }

  private RecordBatch take(RecordBatch rows) {
    if (tasks.length == 1) {
      return tasks[0].take(rows, sequence);
    }
    for (QueryTask task : tasks) {
      workedFor.setOpaque(task.query());
      task.show(rows, sequence);
    }
    rows.clear();
    return rows;
  }

  private void late(RecordBatch batch, int row, String reason) {
    for (QueryTask task : tasks) {
      task.late(batch, row, reason, sequence);
    }
  }

  /** Rows and groups that the engine refuses. */
  private final class Refusals implements RefusalSink {
    @Override
    public void accept(RecordBatch batch, int row, String reason) {
      for (QueryTask task : tasks) {
        task.refuse(batch, row, reason, sequence);
      }
    }

    @Override
    public void acceptGroup(String group, RuntimeException cause) {
      if (policy != FailurePolicy.DEAD_LETTER) {
        throw new GroupFailureException(group, cause);
      }
      for (QueryTask task : tasks) {
        task.refuseGroup(group, cause.getMessage(), sequence);
      }
    }
  }

  @Override
  public void onRows(RecordBatch batch, int[] rows, int count, long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      countRows(count);
      try {
        engine.onRows(batch, rows, count, watermarkNs);
        engine.flush();
      } catch (RuntimeException | Error e) {
        onFailure(e);
      }
    }
  }

  void onBatch(RecordBatch batch, long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      countRows(batch.rowCount());
      try {
        engine.onBatch(batch, watermarkNs);
        engine.flush();
      } catch (RuntimeException | Error e) {
        onFailure(e);
      }
    }
  }

  void onWatermark(long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      try {
        engine.onWatermark(watermarkNs);
        engine.flush();
      } catch (RuntimeException | Error e) {
        onFailure(e);
      }
    }
  }

  void onEndOfInput(boolean emit, long atSequence) {
    if (begin(atSequence) && emit) {
      try {
        engine.onEndOfInput();
        engine.flush();
      } catch (RuntimeException | Error e) {
        onFailure(e);
      }
    }
    for (QueryTask task : tasks) {
      task.finish(sequence);
    }
  }

  private void countRows(int rows) {
    for (QueryTask task : tasks) {
      task.countRows(rows);
    }
  }

  /** Notes the sequence; false if no query wants it, because of what happened here or elsewhere. */
  private boolean begin(long atSequence) {
    sequence = atSequence;
    begun = true;
    for (QueryTask task : tasks) {
      if (task.query().sees(atSequence)) {
        workedFor.setOpaque(task.query());
        return !closed;
      }
    }
    close();
    return false;
  }

  private void onFailure(Throwable failure) {
    if (failure instanceof RowFailureException row) {
      onRowFailure(row);
    } else if (failure instanceof GroupFailureException group) {
      deliverWhatIsGood();
      failAll(place(sequence) + ", group=(" + group.group() + ")", group.getCause());
    } else {
      fail(failure);
    }
  }

  private void onRowFailure(RowFailureException first) {
    RowFailureException failure = first;
    while (policy == FailurePolicy.DEAD_LETTER) {
      try {
        for (QueryTask task : tasks) {
          task.refuse(failure.batch(), failure.row(), failure.getMessage(), sequence);
        }
        engine.resume();
        engine.flush();
        return;
      } catch (RowFailureException next) {
        failure = next;
      } catch (RuntimeException | Error e) {
        onFailure(e);
        return;
      }
    }
    deliverWhatIsGood();
    failAll(place(sequence) + ", row=" + failure.row(), failure.getCause());
  }

  /** Output of the rows or groups before the failed one is good and goes out. */
  private void deliverWhatIsGood() {
    try {
      engine.flush();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    if (cause instanceof PipelineAbortedException) {
      close();
    } else {
      failAll(place(sequence), cause);
    }
  }

  private void failAll(String where, Throwable cause) {
    for (QueryTask task : tasks) {
      task.fail(where, cause, sequence);
    }
    close();
  }

  /** Where it is, for messages. */
  String place(long atSequence) {
    return "partition=" + partition + ", sequence=" + atSequence;
  }

  /** Frees all state; it computes nothing more. */
  void close() {
    if (!closed) {
      closed = true;
      engine.close();
    }
  }
}
