package io.millrace.sql.codegen;

import io.millrace.aggregate.Sums;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;

/**
 * Sum of the values that count: a long, a double, or 128 bits.
 *
 * <p>A sum of longs in 128 bits is kept as two longs {@code high} and {@code low} with the value
 * {@code high * 2^64 + low}, both signed, so that only a row at which {@code low} overflows touches
 * {@code high}. The whole cannot overflow: so many rows cannot come.
 */
final class SumAccumulator implements Accumulator {
  private final AggregateInput input;
  private final SlotField field;
  private final ClassMembers members;
  private final boolean wide;
  private final boolean halves;
  private final String name;
  private final String old;
  private final String added;
  private String high;

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
    this.old = halves ? members.uniqueName("sum old") : null;
    this.added = halves ? members.uniqueName("added") : null;
  }

  @Override
  public void prepare(CodeWriter body) {
    if (halves) {
      addLong(body);
      return;
    }
    read(body);
    if (!input.never()) {
      input.open(body);
      add(body, input.value().code());
      input.close(body);
    }
  }

  private void addLong(CodeWriter body) {
    String value = input.never() ? "0L" : input.value().code();
    String counted =
        input.always() || input.never() ? value : input.counts() + " ? " + value + " : 0L";
    body.line("final long " + old + " = groups.getLong(" + field.lowAt() + ");");
    body.line("final long " + added + " = " + counted + ";");
    body.line("final long " + name + " = " + old + " + " + added + ";");
  }

  private void read(CodeWriter body) {
    String stored = "groups.getLong(" + field.at() + ")";
    if (wide) {
      body.line(name + ".set(" + stored + ", groups.getLong(" + field.lowAt() + "));");
    } else if (field.type().storage() == Storage.DOUBLE) {
      body.line("double " + name + " = groups.getDouble(" + field.at() + ");");
    } else {
      body.line("long " + name + " = " + stored + ";");
    }
  }

  private void add(CodeWriter body, String value) {
    if (wide) {
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
      String sums = members.use(Sums.class);
      String stored = "groups.getLong(" + field.at() + ")";
      body.line("groups.putLong(" + field.lowAt() + ", " + name + ");");
      body.open("if (" + sums + ".overflows(" + old + ", " + added + "))");
      body.line(
          "groups.putLong("
              + field.at()
              + ", "
              + stored
              + " + "
              + sums
              + ".carry("
              + added
              + "));");
      body.close();
    } else {
      field.store(body, name);
    }
  }

  /** Reads the sum of a group. */
  Value load(CodeWriter body, String hint, String isNull) {
    if (!halves) {
      return field.load(body, members, hint, isNull);
    }
    String low = "groups.getLong(" + field.lowAt() + ")";
    String object = members.scratch(members.use(Decimal128.class), hint);
    body.line(
        object + ".set(groups.getLong(" + field.at() + ") + (" + low + " >> 63), " + low + ");");
    return new Value(field.type(), object, isNull);
  }

  /**
   * The new sum, behind {@link #prepare}.
   *
   * @param asObject whether 128 bits are wanted as a {@code Decimal128}; otherwise the code of the
   *     value is that of its low half, and {@link #updatedHigh} that of the other, if that is
   *     possible
   */
  Value updated(CodeWriter body, String hint, String isNull, boolean asObject) {
    if (halves) {
      String stored = "groups.getLong(" + field.at() + ")";
      high = members.uniqueName("sum high");
      body.line("final long " + high + " = " + stored + " + (" + name + " >> 63);");
    }
    if (!halves || !asObject) {
      return new Value(field.type(), name, isNull);
    }
    String object = members.scratch(members.use(Decimal128.class), hint);
    body.line(object + ".set(" + high + ", " + name + ");");
    return new Value(field.type(), object, isNull);
  }

  /** Local that holds the high half, behind {@link #updated}; null if there are no two halves. */
  String updatedHigh() {
    return high;
  }

  DataType type() {
    return field.type();
  }
}
