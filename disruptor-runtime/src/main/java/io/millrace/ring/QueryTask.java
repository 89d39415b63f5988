package io.millrace.ring;

import io.millrace.FailurePolicy;
import io.millrace.MillraceConfig;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.GroupFailureException;
import io.millrace.engine.RefusalSink;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import java.util.Arrays;

/**
 * One query on one partition: its engine, its output and its policy for failures. Owned by the
 * partition's thread.
 */
final class QueryTask {
  private static final int OUTPUT_PER_INPUT = 2;

  private final QueryRun query;
  private final int partition;
  private final KeyShare share;
  private final FailurePolicy policy;
  private final boolean takesSelections;
  private final boolean keepsRows;
  private TaskOutput output;
  private StreamExecutionEngine engine;
  private final Counter[] counters = {
    new Counter(), new Counter(), new Counter(), new Counter(), new Counter()
  };
  private long sequence;
  private boolean closed;

  QueryTask(
      QueryRun query,
      int partition,
      KeyShare share,
      MillraceConfig config,
      MemoryBudget budget,
      TaskOutput output) {
    this.query = query;
    this.partition = partition;
    this.share = share;
    this.policy = config.failure();
    this.output = output;
    int outputRows = OUTPUT_PER_INPUT * config.batchRows();
    query.addTask(partition, this);
    this.engine =
        query
            .query()
            .factory()
            .create(
                new EngineContext(
                    budget,
                    outputRows,
                    this::take,
                    this::late,
                    new Refusals(),
                    query.partitions()));
    this.takesSelections = engine.takesSelections();
    this.keepsRows = engine.keepsRows();
  }

  Counter counter(int which) {
    return counters[which];
  }

  QueryRun query() {
    return query;
  }

  /** Counts rows that it does not see, as its query is paused. */
  void skip(int rows) {
    counters[4].add(rows);
  }

  /** Goes on with the state of another task, whose query has the same state shape. */
  void takeOver(QueryTask old) {
    if (old.closed) {
      return;
    }
    try {
      StateCopy state = new StateCopy();
      old.engine.snapshot(state);
      engine.restore(state);
    } catch (RuntimeException | Error e) {
      query.fail("partition=" + partition + ", taking over state", e);
      close();
    }
  }

  /** Whether a column must be filled in the rows that it gets. */
  boolean needsColumn(int column) {
    return keepsRows
        || Arrays.stream(query.query().inputColumns()).anyMatch(read -> read == column);
  }

  private RecordBatch take(RecordBatch rows) {
    counters[1].add(rows.rowCount());
    return output.take(rows, sequence);
  }

  private void late(RecordBatch batch, int row, String reason) {
    counters[2].add(1);
    if (share == null) {
      query.guarded().onLateRow(batch, row, reason);
    } else {
      query.guarded().onLateRow(share.wholeBatch(batch), share.wholeRow(batch, row), reason);
    }
  }

  private void refuse(RecordBatch batch, int row, String reason) {
    counters[3].add(1);
    if (share == null) {
      query.guarded().onDeadLetter(batch, row, reason);
    } else {
      query.guarded().onDeadLetter(share.wholeBatch(batch), share.wholeRow(batch, row), reason);
    }
  }

  private void refuseGroup(String group, RuntimeException cause) {
    if (policy != FailurePolicy.DEAD_LETTER) {
      throw new GroupFailureException(group, cause);
    }
    counters[3].add(1);
    query.guarded().onFailedGroup(group, cause.getMessage());
  }

  /** Rows and groups that the engine refuses. */
  private final class Refusals implements RefusalSink {
    @Override
    public void accept(RecordBatch batch, int row, String reason) {
      refuse(batch, row, reason);
    }

    @Override
    public void acceptGroup(String group, RuntimeException cause) {
      refuseGroup(group, cause);
    }
  }

  /** Whether it takes rows where they lie, or must have a copy. */
  boolean takesSelections() {
    return takesSelections;
  }

  void onRows(RecordBatch batch, int[] rows, int count, long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      counters[0].add(count);
      try {
        engine.onRows(batch, rows, count, watermarkNs);
        engine.flush();
      } catch (RowFailureException e) {
        onRowFailure(e);
      } catch (GroupFailureException e) {
        onGroupFailure(e);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  void onBatch(RecordBatch batch, long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      counters[0].add(batch.rowCount());
      try {
        engine.onBatch(batch, watermarkNs);
        engine.flush();
      } catch (RowFailureException e) {
        onRowFailure(e);
      } catch (GroupFailureException e) {
        onGroupFailure(e);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  void onWatermark(long watermarkNs, long atSequence) {
    if (begin(atSequence)) {
      try {
        engine.onWatermark(watermarkNs);
        engine.flush();
      } catch (RowFailureException e) {
        onRowFailure(e);
      } catch (GroupFailureException e) {
        onGroupFailure(e);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
  }

  void onEndOfInput(boolean emit, long atSequence) {
    if (begin(atSequence) && emit) {
      try {
        engine.onEndOfInput();
        engine.flush();
      } catch (RowFailureException e) {
        onRowFailure(e);
      } catch (GroupFailureException e) {
        onGroupFailure(e);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }
    output.finish(sequence);
  }

  /** Notes the sequence; false if the query has stopped, here or elsewhere. */
  private boolean begin(long atSequence) {
    sequence = atSequence;
    if (query.stopped()) {
      close();
    }
    return !closed;
  }

  private void onRowFailure(RowFailureException first) {
    RowFailureException failure = first;
    while (failure != null && policy == FailurePolicy.DEAD_LETTER) {
      try {
        refuse(failure.batch(), failure.row(), failure.getMessage());
        engine.resume();
        engine.flush();
        return;
      } catch (RowFailureException next) {
        failure = next;
      } catch (RuntimeException | Error e) {
        fail(e);
        return;
      }
    }
    if (failure != null) {
      deliverWhatIsGood();
      query.fail(place() + ", row=" + failure.row(), failure.getCause());
      close();
    }
  }

  private void onGroupFailure(GroupFailureException failure) {
    deliverWhatIsGood();
    query.fail(place() + ", group=(" + failure.group() + ")", failure.getCause());
    close();
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
    if (cause instanceof SubscriberFailure) {
      query.subscriberFailed(place(), cause.getCause());
    } else if (!(cause instanceof PipelineAbortedException)) {
      query.fail(place(), cause);
    }
    close();
  }

  private String place() {
    return "partition=" + partition + ", sequence=" + sequence;
  }

  void close() {
    if (!closed) {
      closed = true;
      engine.close();
    }
  }

  /** Closes it for good and forgets what has its code. */
  void release() {
    close();
    engine = null;
    output = null;
  }
}
