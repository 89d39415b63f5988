package io.millrace.perf.scenario;

/**
 * One way to compute a scenario: a hand-written loop, Millrace in one of its shapes, a rival.
 *
 * <p>Order of calls, all on one thread: {@link #prepare} once, then any number of times {@link
 * #ready}, {@link #run}, a pass over all rows from empty state to the end of input, and {@link
 * #rest}, then {@link #close}. What is done once in the life of a program (compiling, making
 * threads, loading a table) belongs to {@code prepare}, or to {@code ready} and {@code rest} where
 * it cannot be used twice; what each pass needs (new state, closing windows) belongs to {@code
 * run}.
 */
public interface Contender extends AutoCloseable {
  /** Name for tables, such as {@code hand-written loop}. */
  String name();

  /** Why the scenario cannot be run, or null if it can. */
  default String refusal(Scenario scenario) {
    return null;
  }

  /**
   * How many times as long as a plain loop it must run before the JVM has compiled all of it; what
   * is timed earlier would be the compiler.
   */
  default int warmUpFactor() {
    return 1;
  }

  /** Gets ready for a workload; not timed. */
  void prepare(Workload workload) throws Exception;

  /** Gets ready for the next pass, which follows at once; not timed. */
  default void ready() throws Exception {}

  /**
   * Makes one pass.
   *
   * @param answer gets every answer row where the pass is checked; null where it is timed, and the
   *     rows are then only counted
   * @return number of answer rows
   */
  long run(Answer answer) throws Exception;

  /** Ends what {@link #ready} has begun, as no thread may be busy between passes; not timed. */
  default void rest() throws Exception {}

  /** Gets ready, makes one pass, and rests; gives back the nanoseconds of the pass. */
  default long timedPass(Answer answer) throws Exception {
    ready();
    long start = System.nanoTime();
    run(answer);
    long ns = System.nanoTime() - start;
    rest();
    return ns;
  }

  /** Frees everything and ends all threads. */
  @Override
  void close() throws Exception;
}
