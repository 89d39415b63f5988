package io.millrace.perf.loop;

import io.millrace.perf.scenario.Answer;

/** Output columns of one batch's size, used again after each {@link #flush}. */
final class LoopOutput {
  final long[] first;
  final long[] second;
  final long[] third;

  /** High halves of a sum in {@link #third}. */
  final long[] thirdHigh;

  /** Kinds of the rows, where the answer is a changelog. */
  final byte[] kinds;

  private final Answer answer;
  private long rows;

  /** Columns of {@code batchRows} rows; rows are added to {@code answer} unless it is null. */
  LoopOutput(int batchRows, Answer answer) {
    this.first = new long[batchRows];
    this.second = new long[batchRows];
    this.third = new long[batchRows];
    this.thirdHigh = new long[batchRows];
    this.kinds = new byte[batchRows];
    this.answer = answer;
  }

  /** Hands over the first {@code count} rows. */
  void flush(int count) {
    rows += count;
    if (answer != null) {
      for (int i = 0; i < count; i++) {
        answer.add(first[i], second[i], third[i]);
      }
    }
  }

  /** Rows handed over. */
  long rows() {
    return rows;
  }
}
