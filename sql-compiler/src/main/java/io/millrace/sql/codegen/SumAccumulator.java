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
    read(body);
    if (!input.never()) {
      input.open(body);
      add(body, input.value().code());
      input.close(body);
    }
  }

  private void read(CodeWriter body) {
    String stored = "(" + field.at() + ")";
    switch (field.type().storage()) {
      case LONG_PAIR ->
          body.line(
              name + ".set(groups.getLong" + stored + ", groups.getLong(" + field.at() + " + 8));");
      case DOUBLE -> body.line("double " + name + " = groups.getDouble" + stored + ";");
      default -> body.line("long " + name + " = groups.getLong" + stored + ";");
    }
  }

  private void add(CodeWriter body, String value) {
    switch (field.type().storage()) {
      case LONG_PAIR -> body.line(name + ".add(" + value + ");");
      case DOUBLE -> body.line(name + " += " + value + ";");
      default ->
          body.line(name + " = " + members.use(Sums.class) + ".add(" + name + ", " + value + ");");
    }
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
