package io.millrace.ring;

import io.millrace.batch.RecordBatch;

/**
 * One query on one partition: where the output of its computation goes, and what is counted of it.
 * Owned by the partition's thread.
 */
final class QueryTask {
  private final QueryRun query;
  private final KeyShare share;
  private final Counter[] counters = {
    new Counter(), new Counter(), new Counter(), new Counter(), new Counter()
  };
  private Computation computation;
  private TaskOutput output;

  QueryTask(QueryRun query, int partition, KeyShare share, TaskOutput output) {
    this.query = query;
    this.share = share;
    this.output = output;
    query.addTask(partition, this);
  }

  QueryRun query() {
    return query;
  }

  /** What it gets its output from. */
  Computation computation() {
    return computation;
  }

  void computation(Computation newComputation) {
    computation = newComputation;
  }

  Counter counter(int which) {
    return counters[which];
  }

  /** Counts rows that it sees. */
  void countRows(int rows) {
    counters[0].add(rows);
  }

  /** Counts rows that it does not see, as its query is paused. */
  void skip(int rows) {
    counters[4].add(rows);
  }

  /** Takes rows that are its own; gives back an empty batch. */
  RecordBatch take(RecordBatch rows, long sequence) {
    counters[1].add(rows.rowCount());
    if (query.sees(sequence)) {
      try {
        return output.take(rows, sequence);
      } catch (SubscriberFailure e) {
        fail(e, sequence);
      }
    }
    rows.clear();
    return rows;
  }

  /** Takes rows that other queries take too. */
  void show(RecordBatch rows, long sequence) {
    if (!query.sees(sequence)) {
      return;
    }
    counters[1].add(rows.rowCount());
    try {
      output.show(rows, sequence);
    } catch (SubscriberFailure e) {
      fail(e, sequence);
    }
  }

  void late(RecordBatch batch, int row, String reason, long sequence) {
    counters[2].add(1);
    try {
      if (share == null) {
        query.guarded().onLateRow(batch, row, sequence, reason);
      } else {
        query
            .guarded()
            .onLateRow(share.wholeBatch(batch), share.wholeRow(batch, row), sequence, reason);
      }
    } catch (SubscriberFailure e) {
      fail(e, sequence);
    }
  }

  void refuse(RecordBatch batch, int row, String reason, long sequence) {
    counters[3].add(1);
    try {
      if (share == null) {
        query.guarded().onDeadLetter(batch, row, sequence, reason);
      } else {
        query
            .guarded()
            .onDeadLetter(share.wholeBatch(batch), share.wholeRow(batch, row), sequence, reason);
      }
    } catch (SubscriberFailure e) {
      fail(e, sequence);
    }
  }

  void refuseGroup(String group, String reason, long sequence) {
    counters[3].add(1);
    try {
      query.guarded().onFailedGroup(group, sequence, reason);
    } catch (SubscriberFailure e) {
      fail(e, sequence);
    }
  }

  /** A subscriber that throws stops its own query and no other. */
  private void fail(SubscriberFailure failure, long sequence) {
    query.subscriberFailed(computation.place(sequence), failure.getCause());
  }

  /**
   * Stops the query at a sequence; its subscriber is told in the place of the output that would
   * have come.
   */
  void fail(String where, Throwable cause, long sequence) {
    query.stopAt(sequence);
    output.fail(query.failure(where, cause), sequence);
  }

  /** Says that no output follows. */
  void finish(long sequence) {
    output.finish(sequence);
  }

  /** Forgets what has code of its query. */
  void release() {
    computation = null;
    output = null;
  }
}
