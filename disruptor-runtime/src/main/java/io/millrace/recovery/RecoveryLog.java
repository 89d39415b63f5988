package io.millrace.recovery;

import java.util.ArrayList;
import java.util.List;

/** What happened on the way back. One thread. */
final class RecoveryLog {
  private final List<String> notes = new ArrayList<>();
  private long sequences;
  private long rows;

  void note(String note) {
    notes.add(note);
  }

  void countSequence() {
    sequences++;
  }

  void countRows(int count) {
    rows += count;
  }

  List<String> notes() {
    return notes;
  }

  long sequences() {
    return sequences;
  }

  long rows() {
    return rows;
  }
}
