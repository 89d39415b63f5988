package io.millrace.test;

import io.millrace.batch.RecordBatch;
import io.millrace.batch.RowKind;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a query put out since somebody looked last, as text. Free to use from any thread. */
final class Emissions implements Subscriber {
  private final int[] inputColumns;
  private final List<String> rows = new ArrayList<>();
  private final List<String> lateRows = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final List<String> rowsOfStep = new ArrayList<>();
  private final List<String> lateOfStep = new ArrayList<>();
  private final List<String> deadOfStep = new ArrayList<>();
  private String failure;

  /**
   * Nothing so far.
   *
   * @param inputColumns the columns of the stream that the query reads
   */
  Emissions(int[] inputColumns) {
    this.inputColumns = inputColumns;
  }

  /** Whether a line begins with the kind of a row. */
  static boolean hasKind(String line) {
    return line.length() > 2
        && line.charAt(2) == ' '
        && "+I -U +U -D".contains(line.substring(0, 2));
  }

  @Override
  public synchronized void onRows(RecordBatch batch, int partition, long sequence) {
    int[] columns = IntStream.range(0, batch.schema().size()).toArray();
    for (int row = 0; row < batch.rowCount(); row++) {
      rowsOfStep.add(RowKind.symbol(batch.kinds()[row]) + " " + RowText.of(batch, row, columns));
    }
  }

  @Override
  public synchronized void onLateRow(RecordBatch batch, int row, long sequence, String reason) {
    lateOfStep.add(RowText.of(batch, row, inputColumns));
  }

  @Override
  public synchronized void onDeadLetter(RecordBatch batch, int row, long sequence, String reason) {
    deadOfStep.add(RowText.of(batch, row, inputColumns) + ": " + reason);
  }

  @Override
  public synchronized void onFailedGroup(String group, long sequence, String reason) {
    deadOfStep.add("group (" + group + "): " + reason);
  }

  @Override
  public synchronized void onError(QueryFailedException queryFailure) {
    failure = queryFailure.getMessage();
  }

  /**
   * Ends a step. Rows that it caused and that change no others, such as those of windows that close
   * together, are put into the order of their text, numbers by value: the order in which they come
   * depends on partitions. So are late rows and dead letters.
   */
  synchronized void endStep() {
    boolean inserts =
        rowsOfStep.stream().allMatch(line -> line.startsWith(RowKind.symbol(RowKind.INSERT)));
    move(rowsOfStep, rows, inserts);
    move(lateOfStep, lateRows, true);
    move(deadOfStep, deadLetters, true);
  }

  private static void move(List<String> from, List<String> to, boolean sorted) {
    if (sorted) {
      from.sort(Emissions::compare);
    }
    to.addAll(from);
    from.clear();
  }

  /** Compares texts by their characters, but runs of digits as numbers. */
  static int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = endOfDigits(left, l);
      int rightEnd = endOfDigits(right, r);
      boolean numbers = leftEnd > l && rightEnd > r;
      int order =
          numbers
              ? new BigInteger(left.substring(l, leftEnd))
                  .compareTo(new BigInteger(right.substring(r, rightEnd)))
              : Character.compare(left.charAt(l), right.charAt(r));
      if (order != 0) {
        return order;
      }
      l = numbers ? leftEnd : l + 1;
      r = numbers ? rightEnd : r + 1;
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  synchronized List<String> takeRows() {
    return take(rows);
  }

  synchronized List<String> takeLateRows() {
    return take(lateRows);
  }

  synchronized List<String> takeDeadLetters() {
    return take(deadLetters);
  }

  /** Why the query has stopped, or null. */
  synchronized String failure() {
    return failure;
  }

  private static List<String> take(List<String> lines) {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
