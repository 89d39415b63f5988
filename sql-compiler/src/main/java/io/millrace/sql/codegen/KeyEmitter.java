package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.state.GroupTable;
import io.millrace.state.Hashing;
import io.millrace.type.DataType;
import io.millrace.type.Storage;
import io.millrace.type.VarcharView;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * Keys of groups: their hash, which router and engine compute alike, and the search for their slot.
 */
final class KeyEmitter {
  private final ClassMembers members;
  private final List<RexNode> expressions;
  private final List<SlotField> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Keys without a place in slots, for a router. */
  KeyEmitter(ClassMembers members, List<RexNode> expressions) {
    this(members, expressions, new SlotLayout());
  }

  KeyEmitter(ClassMembers members, List<RexNode> expressions, SlotLayout layout) {
    this.members = members;
    this.expressions = expressions;
    for (RexNode expression : expressions) {
      fields.add(new SlotField(ExpressionEmitter.toDataType(expression.getType()), layout));
      names.add(members.uniqueName("key"));
    }
  }

  /** Computes keys, {@code hash} and {@code nullFlags} of a row. */
  List<Value> hash(CodeWriter body, ExpressionEmitter emitter) {
    List<Value> keys = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      keys.add(canonical(body, emitter.emit(expressions.get(i)), i));
    }
    String flags = nullFlags(keys);
    body.line("final long nullFlags = " + flags + ";");
    String hash = "0L";
    for (int i = 0; i < keys.size(); i++) {
      hash = i == 0 ? "Hashing.ofLong(" + bits(i) + ")" : combine(hash, bits(i));
      if (fields.get(i).type().storage() == Storage.LONG_PAIR) {
        hash = combine(hash, names.get(i) + "Low");
      }
    }
    members.use(Hashing.class);
    body.line(
        "final long hash = " + (flags.equals("0L") ? hash : combine(hash, "nullFlags")) + ";");
    return keys;
  }

  private static String combine(String hash, String next) {
    return "Hashing.combine(" + hash + ", " + next + ")";
  }

  private String nullFlags(List<Value> keys) {
    StringBuilder flags = new StringBuilder();
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).neverNull()) {
        flags
            .append(flags.length() == 0 ? "" : " | ")
            .append("(" + keys.get(i).isNull() + " ? " + (1L << i) + "L : 0L)");
      }
    }
    return flags.length() == 0 ? "0L" : flags.toString();
  }

  /**
   * Brings a key into a local whose bits are equal for equal keys; that of NULL is zero or empty.
   */
  private Value canonical(CodeWriter body, Value value, int index) {
    String name = names.get(index);
    String code = value.code();
    switch (value.type().storage()) {
      case BYTE -> declare(body, "long", name, orZero(value, code + " ? 1L : 0L", "0L"));
      case INT, LONG -> declare(body, "long", name, orZero(value, code, "0L"));
      case FLOAT, DOUBLE -> {
        members.use(Hashing.class);
        declare(body, "long", name, orZero(value, "Hashing.keyBits(" + code + ")", "0L"));
      }
      case LONG_PAIR -> {
        declare(body, "long", name, orZero(value, code + ".high()", "0L"));
        declare(body, "long", name + "Low", orZero(value, code + ".low()", "0L"));
      }
      case BYTES -> {
        String view = members.use(VarcharView.class);
        String empty = value.neverNull() ? null : members.scratch(view, "no text");
        declare(body, view, name, orZero(value, code, empty));
      }
    }
    return new Value(value.type(), name, value.isNull());
  }

  private static String orZero(Value value, String code, String zero) {
    return value.neverNull() ? code : value.isNull() + " ? " + zero + " : (" + code + ")";
  }

  private static void declare(CodeWriter body, String type, String name, String code) {
    body.line("final " + type + " " + name + " = " + code + ";");
  }

  private String bits(int index) {
    boolean text = fields.get(index).type().storage() == Storage.BYTES;
    return text ? names.get(index) + ".hash64()" : names.get(index);
  }

  /** Names of the locals that identify the group, to call {@code find} with. */
  String arguments() {
    return join("", false);
  }

  private String join(String prefix, boolean typed) {
    StringBuilder list = new StringBuilder(prefix);
    for (int i = 0; i < names.size(); i++) {
      Storage storage = fields.get(i).type().storage();
      String type = storage == Storage.BYTES ? "VarcharView " : "long ";
      list.append(", ").append(typed ? type : "").append(names.get(i));
      if (storage == Storage.LONG_PAIR) {
        list.append(", ").append(typed ? type : "").append(names.get(i)).append("Low");
      }
    }
    return list.toString();
  }

  /** The method that finds the slot of a group or makes one. */
  void findMethod(CodeWriter body) {
    String table = members.use(GroupTable.class);
    body.line("/** Slot of the group of these keys, a new one if it is new. */");
    body.open(
        join("private static long find(" + table + " groups, long hash, long nullFlags", true)
            + ")");
    body.line("final long wanted = GroupTable.header(hash, nullFlags);");
    body.line("long slot = groups.first(hash);");
    body.open("while (groups.header(slot) != GroupTable.EMPTY)");
    StringBuilder same = new StringBuilder("GroupTable.matches(groups.header(slot), wanted)");
    for (int i = 0; i < names.size(); i++) {
      same.append(" && ").append(equal(i));
    }
    body.open("if (" + same + ")");
    body.line("return slot;");
    body.close();
    body.line("slot = groups.next(slot);");
    body.close();
    storeKeys(body);
    body.line("return slot;");
    body.close();
  }

  private String equal(int index) {
    SlotField field = fields.get(index);
    String name = names.get(index);
    if (field.type().storage() == Storage.BYTES) {
      return "groups.equalsText(" + field.at() + ", " + name + ")";
    }
    String same = "groups.getLong(" + field.at() + ") == " + name;
    return field.type().storage() == Storage.LONG_PAIR
        ? same + " && groups.getLong(" + field.at() + " + 8) == " + name + "Low"
        : same;
  }

  private void storeKeys(CodeWriter body) {
    StringBuilder textBytes = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (fields.get(i).type().storage() == Storage.BYTES) {
        textBytes.append(textBytes.length() == 0 ? "" : " + ").append(names.get(i) + ".length()");
      }
    }
    if (textBytes.length() > 0) {
      body.line("groups.reserveText(" + textBytes + ");");
    }
    body.line("slot = groups.insert(slot, wanted);");
    for (int i = 0; i < names.size(); i++) {
      SlotField field = fields.get(i);
      String name = names.get(i);
      if (field.type().storage() == Storage.BYTES) {
        body.line("groups.putText(" + field.at() + ", " + name + ");");
        continue;
      }
      body.line("groups.putLong(" + field.at() + ", " + name + ");");
      if (field.type().storage() == Storage.LONG_PAIR) {
        body.line("groups.putLong(" + field.at() + " + 8, " + name + "Low);");
      }
    }
  }

  /** Reads a key of a group back from its slot. */
  Value load(CodeWriter body, int index, String hint) {
    SlotField field = fields.get(index);
    DataType type = field.type();
    String isNull = "false";
    if (type.nullable()) {
      isNull = members.uniqueName(hint + " null");
      body.line("final boolean " + isNull + " = groups.isKeyNull(slot, " + index + ");");
    }
    return field.load(body, members, hint, isNull);
  }
}
