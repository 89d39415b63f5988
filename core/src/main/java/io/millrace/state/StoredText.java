package io.millrace.state;

import io.millrace.type.VarcharView;

/** Reads text fields of a {@link GroupTable} into a buffer of its own. Scratch of one thread. */
public final class StoredText {
  private static final int INITIAL_BYTES = 64;

  private final VarcharView view = new VarcharView();
  private byte[] buffer = new byte[INITIAL_BYTES];

  /** A reader with an empty buffer. */
  public StoredText() {}

  /** The text of a text field, valid until the next call; allocates only to grow the buffer. */
  public VarcharView read(GroupTable table, long at) {
    int length = table.textLength(at);
    if (length > buffer.length) {
      buffer = new byte[Math.max(length, 2 * buffer.length)];
    }
    table.getText(at, buffer, 0);
    view.set(buffer, 0, length);
    return view;
  }
}
