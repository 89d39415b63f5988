package io.millrace.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A file or directory as it is, and as it would be found after the power was cut. */
final class DiskNode {
  /** Null in a file. */
  private final Map<String, DiskNode> names;

  private Map<String, DiskNode> durableNames;
  private byte[] bytes = {};
  private byte[] durableBytes = {};
  private boolean neverForced;

  private DiskNode(boolean isDirectory) {
    names = isDirectory ? new TreeMap<>() : null;
    durableNames = Map.of();
  }

  static DiskNode file() {
    return new DiskNode(false);
  }

  static DiskNode directory() {
    return new DiskNode(true);
  }

  /** What lies on a disk, all of it durable. */
  static DiskNode of(Path path) throws IOException {
    DiskNode node = new DiskNode(Files.isDirectory(path));
    if (node.names == null) {
      node.bytes = Files.readAllBytes(path);
    } else {
      try (var files = Files.list(path)) {
        for (Path file : files.toList()) {
          node.names.put(file.getFileName().toString(), of(file));
        }
      }
    }
    node.force();
    return node;
  }

  boolean isDirectory() {
    return names != null;
  }

  byte[] bytes() {
    return bytes;
  }

  /** A node below by its path. */
  DiskNode find(String path) throws IOException {
    DiskNode node = this;
    for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
      node = node.directoryNames(path).get(name);
      if (node == null) {
        throw new NoSuchFileException(path);
      }
    }
    return node;
  }

  /** The names in a directory, to be changed. */
  Map<String, DiskNode> directoryNames(String path) throws IOException {
    if (names == null) {
      throw new NotDirectoryException(path);
    }
    return names;
  }

  /** The names in the directory that a path leads to. */
  Map<String, DiskNode> siblings(String path) throws IOException {
    return find(path.substring(0, Math.max(path.lastIndexOf('/'), 0))).directoryNames(path);
  }

  void put(String path, DiskNode node) throws IOException {
    siblings(path).put(path.substring(path.lastIndexOf('/') + 1), node);
  }

  void remove(String path) throws IOException {
    siblings(path).remove(path.substring(path.lastIndexOf('/') + 1));
  }

  void append(byte[] more) {
    byte[] grown = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, grown, bytes.length, more.length);
    bytes = grown;
  }

  void truncate(long length) {
    bytes = Arrays.copyOf(bytes, (int) length);
  }

  void force() {
    if (names != null) {
      durableNames = new TreeMap<>(names);
    } else if (!neverForced) {
      durableBytes = bytes;
    }
  }

  /** A force has failed: the system drops the bytes and reports that no other time. */
  void failForce() {
    neverForced = true;
  }

  /** Writes what a loss leaves to an empty place of a disk. */
  void write(Path path, Loss loss) throws IOException {
    boolean keepsNames =
        loss == Loss.NOTHING || loss == Loss.BYTES || loss == Loss.BYTES_BUT_LENGTH;
    boolean keepsBytes = loss == Loss.NOTHING || loss == Loss.NAMES;
    if (names == null) {
      byte[] left = keepsBytes ? bytes : durableBytes;
      Files.write(path, loss == Loss.BYTES_BUT_LENGTH ? Arrays.copyOf(left, bytes.length) : left);
      return;
    }
    Files.createDirectories(path);
    for (Map.Entry<String, DiskNode> entry : (keepsNames ? names : durableNames).entrySet()) {
      entry.getValue().write(path.resolve(entry.getKey()), loss);
    }
  }
}
