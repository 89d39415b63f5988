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
   * A factory of engines of the same class that hold these values of the parameters; for {@link
   * io.millrace.query.CompiledQuery#bind}, which has checked them.
   */
  default EngineFactory bind(Object[] values) {
    throw new IllegalStateException("query has no parameters: values=" + values.length);
  }
}
