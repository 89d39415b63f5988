package io.millrace.sql.codegen;

import io.millrace.aggregate.Sums;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;

/** Sum of the values that count: a long, a double, or 128 bits. */
final class SumAccumulator implements Accumulator {
  private final AggregateInput input;
  private final SlotField field;
  private final ClassMembers members;
  private final String name;

  /**
   * A sum of type {@code type}: BIGINT, DOUBLE, or DECIMAL of 38 digits (which also sums BIGINT).
   */
  SumAccumulator(AggregateInput input, DataType type, SlotLayout layout, ClassMembers members) {
    this.input = input;
    this.members = members;
    this.field = new SlotField(type, layout);
    this.name =
        type.storage() == Storage.LONG_PAIR
            ? members.scratch(members.use(Decimal128.class), "sum")
            : members.uniqueName("sum");
  }

  @Override
  public void prepare(CodeWriter body) {
    String value = input.value().code();
    switch (field.type().storage()) {
      case LONG_PAIR -> {
        body.line(
            name
                + ".set(groups.getLong("
                + field.at()
                + "), groups.getLong("
                + field.at()
                + " + 8));");
        input.open(body);
        body.line(name + ".add(" + value + ");");
      }
      case DOUBLE -> {
        body.line("double " + name + " = groups.getDouble(" + field.at() + ");");
        input.open(body);
        body.line(name + " += " + value + ";");
      }
      default -> {
        members.use(Sums.class);
        body.line("long " + name + " = groups.getLong(" + field.at() + ");");
        input.open(body);
        body.line(name + " = Sums.add(" + name + ", " + value + ");");
      }
    }
    input.close(body);
  }

  @Override
  public void store(CodeWriter body) {
    field.store(body, name);
  }

  /** Reads the sum of a group. */
  Value load(CodeWriter body, String hint, String isNull) {
    return field.load(body, members, hint, isNull);
  }
}
