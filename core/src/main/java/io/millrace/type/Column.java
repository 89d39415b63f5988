package io.millrace.type;

import java.util.Objects;

/**
 * A named column of a {@link Schema}.
 *
 * @param name the name as it was declared
 * @param type the type of its values
 */
public record Column(String name, DataType type) {
  /** Checks that both parts are there. */
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
