package io.millrace.table;

import java.nio.file.Path;

/** Writes a table without end: {@code FILE BATCHES}, and says when so many batches are in. */
final class WriterProgram {
  private WriterProgram() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    long batches = Long.parseLong(arguments[1]);
    try (PairTotals totals =
        new PairTotals(StateStore.chronicle(file).entries(600).textBytes(40))) {
      for (long i = 0; i < Long.MAX_VALUE; i++) {
        totals.publish();
        if (i == batches) {
          totals.drain();
          System.out.println("written");
        }
      }
    }
  }
}
