package io.millrace.engine;

/** Makes the routers of one key. Free to use from any thread. */
@FunctionalInterface
public interface RouterFactory {
  /** A new router. */
  Router create();
}
