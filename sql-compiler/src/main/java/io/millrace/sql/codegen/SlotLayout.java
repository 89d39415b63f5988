package io.millrace.sql.codegen;

import io.millrace.state.GroupTableDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Places fields in the slots of a group table, in the order in which they are asked for. */
final class SlotLayout {
  private final boolean longKey;
  private int bytes;
  private final List<Integer> textFields = new ArrayList<>();

  /** No fields yet; the first of a table with a long key is that key. */
  SlotLayout(boolean longKey) {
    this.longKey = longKey;
    this.bytes = longKey ? GroupTableDescriptor.KEY : GroupTableDescriptor.FIELDS;
  }

  /** Offset of a new field of one long. */
  int addLong() {
    return add(Long.BYTES);
  }

  /** Offset of a new field of two longs. */
  int addLongPair() {
    return add(2 * Long.BYTES);
  }

  /** Offset of a new text field. */
  int addText() {
    textFields.add(bytes);
    return add(GroupTableDescriptor.TEXT_FIELD_BYTES);
  }

  private int add(int fieldBytes) {
    int offset = bytes;
    bytes += fieldBytes;
    return offset;
  }

  int fieldBytes() {
    return bytes;
  }

  boolean hasLongKey() {
    return longKey;
  }

  /** The descriptor of the fields so far. */
  GroupTableDescriptor descriptor() {
    int[] texts = textFields.stream().mapToInt(Integer::intValue).toArray();
    return new GroupTableDescriptor(bytes, longKey, texts);
  }

  /** Arguments of the descriptor's constructor. */
  String arguments() {
    StringBuilder text = new StringBuilder(bytes + ", " + longKey + ", new int[] {");
    for (int i = 0; i < textFields.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(textFields.get(i));
    }
    return text.append('}').toString();
  }
}
