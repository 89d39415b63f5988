package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.file.LetterFile;
import io.millrace.connector.file.LetterFormat;
import io.millrace.output.LetterKind;

/**
 * Where the letters of one query go: to files, or nowhere. Called by the threads of partitions;
 * what cannot be written throws, which ends the query.
 */
final class QueryLetters {
  private final LetterFormat format;
  private final LetterFile lateRows;
  private final LetterFile deadLetters;

  /**
   * Letters of a query.
   *
   * @param lateRows takes late rows, or null
   * @param deadLetters takes dead letters and failed groups, or null
   */
  QueryLetters(LetterFormat format, LetterFile lateRows, LetterFile deadLetters) {
    this.format = format;
    this.lateRows = lateRows;
    this.deadLetters = deadLetters;
  }

  /** Whether any letters are kept. */
  boolean areKept() {
    return lateRows != null || deadLetters != null;
  }

  /** Takes a late row. */
  void late(RecordBatch batch, int row, long sequence, String reason) {
    if (lateRows != null) {
      lateRows.addRow(format, LetterKind.LATE_ROW.word(), sequence, reason, batch, row);
    }
  }

  /** Takes a dead letter. */
  void dead(RecordBatch batch, int row, long sequence, String reason) {
    if (deadLetters != null) {
      deadLetters.addRow(format, LetterKind.DEAD_LETTER.word(), sequence, reason, batch, row);
    }
  }

  /** Takes a group that failed. */
  void failed(String group, long sequence, String reason) {
    if (deadLetters != null) {
      deadLetters.addGroup(format, LetterKind.FAILED_GROUP.word(), sequence, reason, group);
    }
  }

  /** Has the disk take all letters so far. */
  void force() {
    if (lateRows != null) {
      lateRows.force();
    }
    if (deadLetters != null && deadLetters != lateRows) {
      deadLetters.force();
    }
  }

  /** Takes letters from behind a sequence back, as they come once more. */
  void keepThrough(long sequence) {
    if (lateRows != null) {
      lateRows.keepThrough(format, sequence);
    }
    if (deadLetters != null && deadLetters != lateRows) {
      deadLetters.keepThrough(format, sequence);
    }
  }
}
