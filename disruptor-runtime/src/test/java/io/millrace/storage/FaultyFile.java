package io.millrace.storage;

import java.nio.ByteBuffer;

/** A file of a {@link FaultyStorage}; its calls are write points there. */
final class FaultyFile implements StorageFile {
  private final FaultyStorage storage;
  private final String name;
  private final StorageFile file;
  private final DiskNode node;
  private long length;
  private boolean failed;

  FaultyFile(FaultyStorage storage, String name, StorageFile file, DiskNode node) {
    this.storage = storage;
    this.name = name;
    this.file = file;
    this.node = node;
  }

  String name() {
    return name;
  }

  @Override
  public void append(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    attempt(() -> storage.append(this, copy));
    length += copy.length;
  }

  @Override
  public void force() {
    attempt(() -> storage.force(name, node));
  }

  private void attempt(Runnable call) {
    if (failed) {
      throw new StorageException(
          "file has failed before", "path=" + name, StorageFailure.CLOSED, null);
    }
    failed = true;
    call.run();
    failed = false;
  }

  /** Writes bytes to the disk and into the model of it. */
  void write(byte[] bytes) {
    file.append(ByteBuffer.wrap(bytes));
    node.append(bytes);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() {
    file.close();
  }
}
