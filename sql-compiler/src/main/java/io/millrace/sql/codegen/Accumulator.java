package io.millrace.sql.codegen;

/** A piece of a group's state that aggregates read; shared by aggregates that need the same. */
interface Accumulator {
  /** Computes the new value of the row's group, from the old one, into locals; may fail. */
  void prepare(CodeWriter body);

  /** Stores what {@link #prepare} computed; cannot fail. */
  void store(CodeWriter body);
}
