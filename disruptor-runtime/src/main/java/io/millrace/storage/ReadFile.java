package io.millrace.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the file system that is read. */
final class ReadFile implements StorageReader {
  private final String path;
  private final FileChannel channel;
  private final long length;

  ReadFile(String path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.length = channel.size();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    int begin = target.position();
    try {
      while (target.hasRemaining()) {
        if (channel.read(target, position + target.position() - begin) < 0) {
          break;
        }
      }
      return target.position() - begin;
    } catch (IOException e) {
      throw StorageException.of("cannot read a file", path, e);
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
