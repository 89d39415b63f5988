package io.millrace.journal;

import java.nio.file.Path;

/** Appends to a journal without end: {@code DIRECTORY SEED FIRST}; says which sequences are in. */
final class AppenderProgram {
  private AppenderProgram() {}

  public static void main(String[] arguments) {
    SampleRecords records = new SampleRecords(Long.parseLong(arguments[1]), 12);
    long first = Long.parseLong(arguments[2]);
    try (JournalWriter writer = new JournalWriter(Path.of(arguments[0]), AllTypes.SCHEMA, first)) {
      for (long i = first; i < Long.MAX_VALUE; i++) {
        records.append(writer, i);
        System.out.println(i);
      }
    }
  }
}
