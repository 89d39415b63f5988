package io.millrace.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of a segment's queue, beside its mapping: makes it real ahead of what is appended, and
 * stores it. Writes and mapped memory share the system's pages, so each sees the other.
 */
final class SegmentFile implements SegmentDisk, AutoCloseable {
  private final Path segment;
  private final Path queueFile;
  private final RandomAccessFile file;

  /** Another one behind an interrupt, which closes it. */
  private FileChannel channel;

  private boolean listed;

  /**
   * Takes the file of a segment that has been begun.
   *
   * @param end where it is to end for now
   */
  SegmentFile(Path segment, long end) throws IOException {
    this.segment = segment;
    this.queueFile = SegmentPath.queueFile(segment);
    this.file = new RandomAccessFile(queueFile.toFile(), "rw");
    try {
      cut(end);
      this.channel = FileChannel.open(queueFile, StandardOpenOption.WRITE);
    } catch (Throwable e) {
      file.close();
      throw e;
    }
  }

  /**
   * Writes zeros. The file ends behind them: the queue makes it as long as what it maps, of which
   * nothing is real.
   */
  @Override
  public void write(ByteBuffer zeros, long position) throws IOException {
    int begin = zeros.position();
    boolean interrupted = false;
    try {
      while (zeros.hasRemaining()) {
        try {
          channel.write(zeros, position + zeros.position() - begin);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          channel = FileChannel.open(queueFile, StandardOpenOption.WRITE);
        }
      }
      long end = position + zeros.limit() - begin;
      if (file.length() > end) {
        file.setLength(end);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until the disk has the file, also what was written to it through mapped memory. */
  @Override
  public void force() throws IOException {
    file.getFD().sync();
    if (!listed) {
      boolean interrupted = Thread.interrupted();
      try {
        for (Path each : SegmentPath.files(segment)) {
          force(each, StandardOpenOption.WRITE);
        }
        force(segment, StandardOpenOption.READ);
        force(segment.getParent(), StandardOpenOption.READ);
        force(segment.toAbsolutePath().getParent().getParent(), StandardOpenOption.READ);
        listed = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Stores a file or, opened for reading, a directory's list of names. */
  static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Cuts what is behind a place that nobody has written behind. */
  void cut(long end) throws IOException {
    file.setLength(end);
  }

  /**
   * Finds out that a disk is full by writing a piece to a file, before mapped memory does: more
   * than the queue writes before there is room ahead.
   */
  static void checkRoom(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "room-", ".new");
    try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = SpaceAhead.zeros();
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      channel.close();
    }
  }
}
