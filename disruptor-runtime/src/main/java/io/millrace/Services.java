package io.millrace;

import java.util.ServiceLoader;

/** Finds what the compiler module brings, if it is on the class path. */
final class Services {
  private Services() {}

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
