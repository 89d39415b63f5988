package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.Value;
import io.millrace.state.StoredText;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;

/** A value in a slot of a group table: where it lies, how it is written and read. */
final class SlotField {
  private final DataType type;
  private final int offset;

  SlotField(DataType type, SlotLayout layout) {
    this.type = type;
    this.offset =
        switch (type.storage()) {
          case LONG_PAIR -> layout.addLongPair();
          case BYTES -> layout.addText();
          default -> layout.addLong();
        };
  }

  DataType type() {
    return type;
  }

  String at() {
    return "slot + " + offset;
  }

  /** Where the low half of two longs lies. */
  String lowAt() {
    return "slot + " + (offset + Long.BYTES);
  }

  /** Statement that stores a value that is not NULL. */
  void store(CodeWriter body, String code) {
    switch (type.storage()) {
      case BYTE -> put(body, offset, code + " ? 1L : 0L");
      case INT, LONG -> put(body, offset, code);
      case FLOAT, DOUBLE -> body.line("groups.putDouble(" + at() + ", " + code + ");");
      case LONG_PAIR -> {
        put(body, offset, code + ".high()");
        put(body, offset + Long.BYTES, code + ".low()");
      }
      case BYTES -> body.line("groups.putText(" + at() + ", " + code + ");");
    }
  }

  private static void put(CodeWriter body, int offset, String code) {
    body.line("groups.putLong(slot + " + offset + ", " + code + ");");
  }

  /** Reads the value into a local, or a scratch object, of the given name. */
  Value load(CodeWriter body, ClassMembers members, String hint, String isNull) {
    String get = "groups.getLong(" + at() + ")";
    if (type.storage() == io.millrace.type.Storage.LONG_PAIR) {
      String name = members.scratch(members.use(Decimal128.class), hint);
      body.line(name + ".set(" + get + ", groups.getLong(slot + " + (offset + Long.BYTES) + "));");
      return new Value(type, name, isNull);
    }
    if (type.storage() == io.millrace.type.Storage.BYTES) {
      String text = members.scratch(members.use(StoredText.class), hint + " stored");
      String name = members.uniqueName(hint);
      body.line(
          "final "
              + members.use(io.millrace.type.VarcharView.class)
              + " "
              + name
              + " = "
              + text
              + ".read(groups, "
              + at()
              + ");");
      return new Value(type, name, isNull);
    }
    String name = members.uniqueName(hint);
    switch (type.storage()) {
      case BYTE -> body.line("final boolean " + name + " = " + get + " != 0L;");
      case INT -> body.line("final int " + name + " = (int) " + get + ";");
      case FLOAT -> body.line("final float " + name + " = (float) groups.getDouble(" + at() + ");");
      case DOUBLE -> body.line("final double " + name + " = groups.getDouble(" + at() + ");");
      default -> body.line("final long " + name + " = " + get + ";");
    }
    return new Value(type, name, isNull);
  }
}
