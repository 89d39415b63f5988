package io.millrace.store;

/**
 * How far a row file has come.
 *
 * @param generation how many writers it has had, this one among them, from 1
 * @param sequence everything up to this sequence of the writer's input is in; -1 before the first
 * @param openSequence the sequence that was being stored, rows of which may be in; -1 if none
 * @param rows number of rows
 * @param bytes what their keys and values take
 * @param lost whether rows were lost with a process that was killed while it stored one
 */
public record RowFileProgress(
    long generation, long sequence, long openSequence, long rows, long bytes, boolean lost) {
  static final RowFileProgress NONE = new RowFileProgress(0, -1, -1, 0, 0, false);

  static RowFileProgress decode(EncodedBytes from) {
    return new RowFileProgress(
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getByte() != 0);
  }
}
