package io.millrace.engine;

/** Makes the engines of one compiled query. Free to use from any thread. */
public interface EngineFactory {
  /** A new engine with empty state; the context's parts are called on the engine's thread. */
  StreamExecutionEngine create(EngineContext context);
}
