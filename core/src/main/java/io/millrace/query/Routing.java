package io.millrace.query;

import io.millrace.engine.RouterFactory;
import java.util.Objects;

/**
 * Which rows of a stream must meet in one engine. Queries of one stream with equal routing can
 * share a ring. Immutable.
 */
public final class Routing {
  private static final Routing ANY = new Routing("any", null);
  private static final Routing SINGLE = new Routing("single", null);

  private final String key;
  private final RouterFactory routerFactory;

  private Routing(String key, RouterFactory routerFactory) {
    this.key = key;
    this.routerFactory = routerFactory;
  }

  /** Any engine may take any row: a stateless query. Whole batches go round robin. */
  public static Routing any() {
    return ANY;
  }

  /** All rows must meet in one engine: state without a key. */
  public static Routing single() {
    return SINGLE;
  }

  /**
   * Rows of equal key must meet.
   *
   * @param expressions the key expressions as text; equal text means equal routing
   * @param routerFactory makes routers that compute the key group of each row
   */
  public static Routing byKey(String expressions, RouterFactory routerFactory) {
    return new Routing("key:" + expressions, Objects.requireNonNull(routerFactory));
  }

  /** Whether any engine may take any row. */
  public boolean isAny() {
    return this == ANY;
  }

  /** Whether all rows must meet in one engine. */
  public boolean isSingle() {
    return this == SINGLE;
  }

  /** Makes the routers of a keyed routing; null otherwise. */
  public RouterFactory routerFactory() {
    return routerFactory;
  }

  /** Text that is equal for equal routings. */
  public String key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Routing that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
