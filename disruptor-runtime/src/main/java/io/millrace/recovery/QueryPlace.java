package io.millrace.recovery;

import io.millrace.query.CompiledQuery;
import java.util.Locale;

/**
 * Where a query with a name runs: what is recorded under the name lies in the journal of one ring.
 * Rings are replayed one after the other, so a name stays with its ring.
 *
 * @param stream its stream, in lower case
 * @param keys which rows meet
 */
public record QueryPlace(String stream, String keys) {
  /** Of a query. */
  public static QueryPlace of(CompiledQuery query) {
    return new QueryPlace(query.stream().toLowerCase(Locale.ROOT), query.routing().key());
  }

  /**
   * Checks that a query may have a name that one here had.
   *
   * @throws IllegalArgumentException if it runs elsewhere
   */
  public void check(String name, QueryPlace other) {
    if (!equals(other)) {
      throw new IllegalArgumentException(
          "name was that of a query elsewhere: name="
              + name
              + ", was="
              + this
              + ", is="
              + other
              + "; what is recorded under the name belongs to that query: use another name");
    }
  }

  @Override
  public String toString() {
    return stream + " " + keys;
  }
}
