package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the file system that is written at its end. */
final class AppendedFile implements StorageFile {
  private final String path;
  private final FileChannel channel;
  private long length;
  private boolean failed;

  AppendedFile(String path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public void append(ByteBuffer bytes) {
    checkWhole();
    int byteCount = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      length += byteCount;
    } catch (IOException e) {
      failed = true;
      throw StorageException.of("cannot append to a file", path, e);
    }
  }

  @Override
  public void force() {
    checkWhole();
    try {
      channel.force(true);
    } catch (IOException e) {
      failed = true;
      throw StorageException.of("cannot force a file", path, e);
    }
  }

  private void checkWhole() {
    if (failed) {
      throw new StorageException(
          "file has failed before", "path=" + path, StorageFailure.CLOSED, null);
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageException.of("cannot close a file", path, e);
    }
  }
}
