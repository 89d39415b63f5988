package io.millrace.sql.codegen;

import io.millrace.aggregate.Sums;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;

/**
 * Sum of the values that count: a long, a double, or 128 bits. Values of one long are added to 128
 * bits as two longs in locals, without a check: so many rows that they overflow cannot come.
 */
final class SumAccumulator implements Accumulator {
  private final AggregateInput input;
  private final SlotField field;
  private final ClassMembers members;
  private final boolean wide;
  private final boolean halves;
  private final String name;
  private final String high;

  /**
   * A sum of type {@code type}: BIGINT, DOUBLE, or DECIMAL of 38 digits (which also sums BIGINT).
   */
  SumAccumulator(AggregateInput input, DataType type, SlotLayout layout, ClassMembers members) {
    this.input = input;
    this.members = members;
    this.field = new SlotField(type, layout);
    this.wide = type.storage() == Storage.LONG_PAIR;
    this.halves = wide && input.value().type().storage() != Storage.LONG_PAIR;
    this.name =
        wide && !halves
            ? members.scratch(members.use(Decimal128.class), "sum")
            : members.uniqueName(halves ? "sum low" : "sum");
    this.high = halves ? members.uniqueName("sum high") : null;
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
    String stored = "groups.getLong(" + field.at() + ")";
    if (halves) {
      body.line("long " + high + " = " + stored + ";");
      body.line("long " + name + " = groups.getLong(" + field.lowAt() + ");");
    } else if (wide) {
      body.line(name + ".set(" + stored + ", groups.getLong(" + field.lowAt() + "));");
    } else if (field.type().storage() == Storage.DOUBLE) {
      body.line("double " + name + " = groups.getDouble(" + field.at() + ");");
    } else {
      body.line("long " + name + " = " + stored + ";");
    }
  }

  private void add(CodeWriter body, String value) {
    if (halves) {
      String sums = members.use(Sums.class);
      body.line(high + " += " + sums + ".carry(" + name + ", " + value + ");");
      body.line(name + " += " + value + ";");
    } else if (wide) {
      body.line(name + ".add(" + value + ");");
    } else if (field.type().storage() == Storage.DOUBLE) {
      body.line(name + " += " + value + ";");
    } else {
      body.line(name + " = " + members.use(Sums.class) + ".add(" + name + ", " + value + ");");
    }
  }

  @Override
  public void store(CodeWriter body) {
    if (halves) {
      body.line("groups.putLong(" + field.at() + ", " + high + ");");
      body.line("groups.putLong(" + field.lowAt() + ", " + name + ");");
    } else {
      field.store(body, name);
    }
  }

  /** Reads the sum of a group. */
  Value load(CodeWriter body, String hint, String isNull) {
    return field.load(body, members, hint, isNull);
  }

  /**
   * The new sum, behind {@link #prepare}.
   *
   * @param asObject whether 128 bits are wanted as a {@code Decimal128}; otherwise the code of the
   *     value is that of its low half, and {@link #updatedHigh} that of the other, if that is
   *     possible
   */
  Value updated(CodeWriter body, String hint, String isNull, boolean asObject) {
    if (!halves || !asObject) {
      return new Value(field.type(), name, isNull);
    }
    String object = members.scratch(members.use(Decimal128.class), hint);
    body.line(object + ".set(" + high + ", " + name + ");");
    return new Value(field.type(), object, isNull);
  }

  /** Local that holds the high half of the new sum, or null if it is not held in two halves. */
  String updatedHigh() {
    return high;
  }

  DataType type() {
    return field.type();
  }
}
