package io.millrace.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** One part of a gzip file of several parts, which does not close the file. */
final class GzipMember extends GZIPOutputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Begins a part behind what is in the file. */
  GzipMember(OutputStream file) throws IOException {
    super(file, BUFFER_BYTES);
  }

  /** Writes what is left of the part, and frees its memory. */
  void end() throws IOException {
    try {
      finish();
    } finally {
      free();
    }
  }

  /** Frees its memory; the part stays without its end. */
  void free() {
    def.end();
  }
}
