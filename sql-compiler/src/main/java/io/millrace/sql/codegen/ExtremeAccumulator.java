package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.Value;
import io.millrace.state.StoredText;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Storage;

/** Smallest or largest of the values that count; NaN is larger than every number. */
final class ExtremeAccumulator implements Accumulator {
  private final AggregateInput input;
  private final CountAccumulator count;
  private final boolean smallest;
  private final SlotField field;
  private final ClassMembers members;
  private final String takes;
  private final String old;

  ExtremeAccumulator(
      AggregateInput input,
      CountAccumulator count,
      boolean smallest,
      SlotLayout layout,
      ClassMembers members) {
    this.input = input;
    this.count = count;
    this.smallest = smallest;
    this.members = members;
    this.field = new SlotField(input.value().type(), layout);
    this.takes = members.uniqueName(smallest ? "smaller" : "larger");
    this.old =
        switch (field.type().storage()) {
          case LONG_PAIR -> members.scratch(members.use(Decimal128.class), takes + " old");
          case BYTES -> members.scratch(members.use(StoredText.class), takes + " old");
          default -> null;
        };
  }

  @Override
  public void prepare(CodeWriter body) {
    if (input.never()) {
      return;
    }
    if (field.type().storage() == Storage.LONG_PAIR) {
      body.line(
          old
              + ".set(groups.getLong("
              + field.at()
              + "), groups.getLong("
              + field.at()
              + " + 8));");
    }
    String first = count.isZero() + " || " + beats();
    String all = input.always() ? first : input.counts() + " && (" + first + ")";
    body.line("final boolean " + takes + " = " + all + ";");
    if (field.type().storage() == Storage.BYTES) {
      body.open("if (" + takes + ")");
      body.line("groups.reserveText(" + input.value().code() + ".length());");
      body.close();
    }
  }

  private String beats() {
    String value = input.value().code();
    String operator = smallest ? " < 0" : " > 0";
    String stored = "groups.getLong(" + field.at() + ")";
    return switch (field.type().storage()) {
      case BYTE -> "(" + value + " ? 1L : 0L)" + (smallest ? " < " : " > ") + stored;
      case INT, LONG -> value + (smallest ? " < " : " > ") + stored;
      case FLOAT, DOUBLE ->
          "Double.compare("
              + value
              + " + 0.0, groups.getDouble("
              + field.at()
              + ") + 0.0)"
              + operator;
      case LONG_PAIR -> value + ".compareTo(" + old + ")" + operator;
      case BYTES -> value + ".compareTo(" + old + ".read(groups, " + field.at() + "))" + operator;
    };
  }

  @Override
  public void store(CodeWriter body) {
    if (input.never()) {
      return;
    }
    body.open("if (" + takes + ")");
    field.store(body, input.value().code());
    body.close();
  }

  /** Reads the value of a group. */
  Value load(CodeWriter body, String hint, String isNull) {
    return field.load(body, members, hint, isNull);
  }

  /** Type of the values. */
  DataType type() {
    return field.type();
  }
}
