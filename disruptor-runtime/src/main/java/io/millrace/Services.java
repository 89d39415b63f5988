package io.millrace;

import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Finds what the compiler module brings, if it is on the class path. */
final class Services {
  private Services() {}

  /** Loads it when it is asked for first. Any thread. */
  static <S> Supplier<S> once(Class<S> type) {
    return new Supplier<>() {
      private volatile S service;

      @Override
      public S get() {
        if (service == null) {
          service = load(type);
        }
        return service;
      }
    };
  }

  static <S> S load(Class<S> type) {
    return ServiceLoader.load(type)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no SQL compiler on the class path; add the module sql-compiler, or"
                        + " subscribe with a compiled query"));
  }
}
