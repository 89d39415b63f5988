package io.millrace.sql.codegen;

import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.sql.codegen.expression.Value;
import io.millrace.state.GroupTable;
import io.millrace.state.Hashing;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.Storage;
import io.millrace.type.VarcharView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Keys of groups: their hash, which router and engine compute alike, and the search for their slot.
 */
final class KeyEmitter {
  private final ClassMembers members;
  private final List<RexNode> expressions;
  private final List<SlotField> fields = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final boolean longKey;
  private List<Value> values = List.of();
  private String flags = "0L";

  /** Keys without a place in slots, for a router. */
  KeyEmitter(ClassMembers members, List<RexNode> expressions) {
    this(members, expressions, new SlotLayout(false));
  }

  /** Whether a table can have a long key for these keys. */
  static boolean fitLongKey(List<RexNode> expressions) {
    if (expressions.size() != 1) {
      return false;
    }
    DataType type = ExpressionEmitter.toDataType(expressions.get(0).getType());
    return !type.nullable()
        && type.storage() != Storage.LONG_PAIR
        && type.storage() != Storage.BYTES;
  }

  KeyEmitter(ClassMembers members, List<RexNode> expressions, SlotLayout layout) {
    this.members = members;
    this.expressions = expressions;
    this.longKey = layout.hasLongKey();
    for (RexNode expression : expressions) {
      fields.add(new SlotField(ExpressionEmitter.toDataType(expression.getType()), layout));
      names.add(members.uniqueName("key"));
    }
  }

  /** Computes the keys of a row and their {@code hash}. */
  void hash(CodeWriter body, ExpressionEmitter emitter) {
    values = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      Value value = emitter.emit(expressions.get(i));
      values.add(value);
      canonical(body, value, i);
    }
    flags = nullFlags(values);
    if (!flags.equals("0L")) {
      body.line("final long nullFlags = " + flags + ";");
      flags = "nullFlags";
    }
    if (longKey) {
      return;
    }
    String hash = "0L";
    for (int i = 0; i < expressions.size(); i++) {
      hash = i == 0 ? "Hashing.ofLong(" + bits(i) + ")" : combine(hash, bits(i));
      if (fields.get(i).type().storage() == Storage.LONG_PAIR) {
        hash = combine(hash, names.get(i) + "Low");
      }
    }
    members.use(Hashing.class);
    body.line(
        "final long hash = " + (flags.equals("0L") ? hash : combine(hash, "nullFlags")) + ";");
  }

  /**
   * Finds the row's group in {@code groups}, its {@code slot} and the row's {@code ordinal} in it,
   * behind {@link #hash}. Where the group has to be made it leaves the loop, so that the loop makes
   * no call; or, if {@code inPlace}, where there is no {@code room} left, see {@link #bindRoom}.
   */
  void find(CodeWriter body, boolean inPlace, String ifNew) {
    members.use(GroupTable.class);
    identity(body);
    body.line("final long slot = find(groups" + arguments() + ");");
    if (!inPlace) {
      body.open("if (slot == GroupTable.ABSENT)");
      body.line("break;");
      body.close();
      body.line("final long ordinal = groups.ordinal(slot);");
      return;
    }
    body.line("long ordinal = groups.ordinal(slot);");
    body.open("if (ordinal == 0L)");
    body.open("if (room == 0L)");
    body.line("break;");
    body.close();
    body.line("room--;");
    body.line("ordinal = 1L;");
    if (ifNew != null) {
      body.line(ifNew);
    }
    body.close();
    body.line("groups.putLong(" + fields.get(0).at() + ", " + names.get(0) + ");");
  }

  /** Stands before a loop that makes groups in place. */
  static void bindRoom(CodeWriter body) {
    body.line("long room = groups.room();");
  }

  /** Stands behind such a loop. */
  static void keepRoom(CodeWriter body) {
    body.line("groups.room(room);");
  }

  private void identity(CodeWriter body) {
    if (!longKey) {
      body.line("final long identity = GroupTable.identity(hash, " + flags + ");");
    }
  }

  /**
   * The method that deals with a row that the loop stopped at: it makes its group, or only room for
   * it, and the loop starts again there.
   *
   * @param table name of the field that holds the table
   */
  void stoppedMethod(CodeWriter body, Schema schema, String table, boolean inPlace) {
    body.line(
        inPlace
            ? "/** Makes room for the group of a row; the row to go on with. */"
            : "/** Makes the group of a row; the row to go on with. */");
    body.open(
        inPlace ? "private int stopped(int i)" : "private int stopped(RecordBatch batch, int i)");
    body.line("row = i;");
    if (inPlace) {
      body.line(table + ".makeRoom();");
    } else {
      BitSet used = ColumnEmitter.columnsOf(expressions);
      ColumnEmitter columns = new ColumnEmitter(schema, members, used);
      columns.bind(body);
      columns.load(body, used);
      hash(body, new ExpressionEmitter(members, body, columns.values()));
      identity(body);
      body.line("add(" + table + arguments() + ");");
    }
    body.line("return i;");
    body.close();
  }

  /** Whether groups can be made in place: a long key is all that tells them apart. */
  boolean isLongKey() {
    return longKey;
  }

  /**
   * The methods that bring the slots of rows into the cache, if the table is large: the misses of
   * many rows overlap, which those of searches that branch do not ({@code GroupTableBenchmark}).
   * Only for a long key that is a column.
   *
   * @param table name of the field that holds the table
   * @param canBeNull whether there may be no table
   * @param selections also for selected rows
   */
  void touchMethods(
      CodeWriter body, Schema schema, String table, boolean canBeNull, boolean selections) {
    if (!longKey || !(expressions.get(0) instanceof RexInputRef column)) {
      return;
    }
    Storage storage = fields.get(0).type().storage();
    if (storage != Storage.LONG && storage != Storage.INT) {
      return;
    }
    String touched = members.field("long", "touched");
    BitSet used = new BitSet();
    used.set(column.getIndex());
    String exists = canBeNull ? table + " != null && " : "";
    for (boolean selected : selections ? new boolean[] {false, true} : new boolean[] {false}) {
      ColumnEmitter columns = new ColumnEmitter(schema, members, used);
      body.line("");
      body.line("@Override");
      String rows = selected ? ", int[] rows" : "";
      body.open("protected void touch(RecordBatch batch" + rows + ", int fromRow, int toRow)");
      body.open("if (" + exists + table + ".isLarge())");
      columns.bind(body);
      body.line("long sum = 0L;");
      body.open("for (int i = fromRow; i < toRow; i++)");
      String key = columns.array(column.getIndex()) + (selected ? "[rows[i]]" : "[i]");
      body.line("sum += " + table + ".touch(" + key + ");");
      body.close();
      body.line(touched + " = sum;");
      body.close();
      body.close();
    }
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
  private void canonical(CodeWriter body, Value value, int index) {
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
  private String arguments() {
    return (longKey ? "" : ", identity") + join("", false);
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

  /** The methods that find the slot of a group and that make a group. */
  void findMethods(CodeWriter body, boolean inPlace) {
    String table = members.use(GroupTable.class);
    body.line(
        inPlace
            ? "/** Slot of the group of this key, or the empty one where it belongs. */"
            : "/** Slot of the group of these keys, or ABSENT. */");
    body.open(
        join("private static long find(" + table + " groups" + identityParameter(), true) + ")");
    String start = longKey ? "groups.hash(" + names.get(0) + ")" : "identity";
    body.line("long slot = groups.first(" + start + ");");
    body.open("while (groups.ordinal(slot) != 0L)");
    List<String> same = new ArrayList<>();
    if (!longKey) {
      same.add("groups.hasIdentity(slot, identity)");
    }
    for (int i = 0; i < names.size(); i++) {
      same.add(equal(i));
    }
    body.open("if (" + String.join(" && ", same) + ")");
    body.line("return slot;");
    body.close();
    body.line("slot = slot + SLOT_BYTES & groups.slotMask();");
    body.close();
    body.line(inPlace ? "return slot;" : "return GroupTable.ABSENT;");
    body.close();
    if (inPlace) {
      return;
    }
    body.line("");
    body.line("/** Makes the group of these keys. */");
    body.open(
        join("private static long add(" + table + " groups" + identityParameter(), true) + ")");
    storeKeys(body);
    body.close();
  }

  private String identityParameter() {
    return longKey ? "" : ", long identity";
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
    if (longKey) {
      body.line("return groups.insertLong(" + names.get(0) + ");");
      return;
    }
    body.line("final long slot = groups.insert(identity);");
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
    body.line("return slot;");
  }

  /** A key of the row's group: the row's own value where that is the same as the stored one. */
  Value updated(CodeWriter body, int index, String hint) {
    Storage storage = fields.get(index).type().storage();
    boolean same = storage != Storage.FLOAT && storage != Storage.DOUBLE;
    return same ? values.get(index) : load(body, index, hint);
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
