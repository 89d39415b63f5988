package io.millrace.query;

import io.millrace.type.DataType;

/**
 * A {@code ?} in the text of a query, for which a value is bound before the query runs.
 *
 * @param number its place among the parameters of the text, from 1
 * @param type the type that its surroundings give it; a value is never NULL
 * @param position where it stands
 */
public record Parameter(int number, DataType type, SqlPosition position) {
  @Override
  public String toString() {
    return "?" + number + " " + type;
  }
}
