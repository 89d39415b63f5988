package io.millrace.engine;

/** Makes the engines of one compiled query. Free to use from any thread. */
public interface EngineFactory {
  /**
   * A new engine with empty state; the context's parts are called on the engine's thread.
   *
   * @throws IllegalStateException if the query has parameters and no values are bound
   */
  StreamExecutionEngine create(EngineContext context);

  /**
   * What shows the state of these engines as rows; made when it is first asked for, which takes as
   * long as compiling the query did.
   *
   * @throws IllegalStateException with the reason, if their state cannot be shown
   */
  default Inspection inspection() {
    throw new IllegalStateException(
        "state cannot be shown: factory=" + getClass().getName() + "; compile the query from SQL");
  }

  /**
   * A factory of engines of the same class that hold these values of the parameters; for {@link
   * io.millrace.query.CompiledQuery#bind}, which has checked them.
   */
  default EngineFactory bind(Object[] values) {
    throw new IllegalStateException("query has no parameters: values=" + values.length);
  }
}
