package io.millrace.storage;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A file of a {@link FaultyStorage}; its calls are write points there. */
final class FaultyFile implements StorageFile, StorageReader {
  private final FaultyStorage storage;
  private final String name;
  private final DiskNode node;
  private long length;
  private boolean failed;
  private volatile boolean closed;

  FaultyFile(FaultyStorage storage, String name, DiskNode node) {
    this.storage = storage;
    this.name = name;
    this.node = node;
    this.length = node.bytes().length;
  }

  @Override
  public void append(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    attempt("append", () -> storage.append(name, node, copy));
    length += copy.length;
  }

  @Override
  public void force() {
    attempt("force", () -> storage.force("force", name, node));
  }

  private void attempt(String call, Runnable work) {
    if (failed) {
      throw new StorageException(
          "file has failed before", "path=" + name, StorageFailure.CLOSED, null);
    }
    checkOpen(call);
    failed = true;
    work.run();
    failed = false;
  }

  private void checkOpen(String call) {
    if (closed) {
      throw StorageException.of(
          "cannot " + call, storage.where(name), new ClosedChannelException());
    }
  }

  @Override
  public int read(ByteBuffer target, long position) {
    checkOpen("read");
    byte[] bytes = storage.read(node);
    int count = (int) Math.max(0, Math.min(target.remaining(), bytes.length - position));
    if (count > 0) {
      target.put(bytes, (int) position, count);
    }
    return count;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
