package io.millrace.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A segment in a simulation, in place of {@link SegmentOutput}: either that, or a plain file of the
 * same form, which takes no time to begin. Told to, it finds the disk full or cannot force.
 */
public final class SimulatedSegment implements AutoCloseable {
  private static final Map<Path, SimulatedSegment> OPEN = new LinkedHashMap<>();
  private static boolean real;
  private static long fault = Long.MAX_VALUE;
  private static long calls;

  private final Path segment;
  private final SegmentOutput output;
  private final FileChannel file;
  private long end;
  private long stored;

  private SimulatedSegment(Path segment, SegmentOutput output, FileChannel file, long end) {
    this.segment = segment;
    this.output = output;
    this.file = file;
    this.end = end;
    OPEN.put(segment, this);
  }

  /**
   * Begins a process.
   *
   * @param isReal whether segments are those of Chronicle
   * @param faultAt the call from which on appending and forcing fail, counted from 1
   */
  public static void begin(boolean isReal, long faultAt) {
    real = isReal;
    fault = faultAt;
    calls = 0;
  }

  static SimulatedSegment create(
      Path segment, RecordBuffer header, int length, UnaryOperator<SegmentDisk> seam)
      throws IOException {
    checkFault();
    if (real) {
      SegmentOutput output = SegmentOutput.create(segment, header, length, seam);
      return new SimulatedSegment(segment, output, null, output.end());
    }
    SegmentPath.create(segment);
    FileChannel file =
        FileChannel.open(
            segment.resolve("19700101.cq4"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    SimulatedSegment made = new SimulatedSegment(segment, null, file, 0);
    made.write(header, length);
    return made;
  }

  private static void checkFault() throws IOException {
    if (++calls >= fault) {
      throw new IOException("No space left on device");
    }
  }

  void append(RecordBuffer record, int length) throws IOException {
    checkFault();
    if (output != null) {
      output.append(record, length);
      end = output.end();
    } else {
      write(record, length);
    }
  }

  private void write(RecordBuffer record, int length) throws IOException {
    int whole = (int) QueueFile.align(Integer.BYTES + length);
    ByteBuffer document = ByteBuffer.allocate(whole).order(record.bytes().order());
    document.putInt(length);
    document.put(Integer.BYTES, record.bytes(), 0, length);
    document.clear();
    file.write(document, end);
    end += whole;
  }

  long end() {
    return end;
  }

  void force() throws IOException {
    checkFault();
    stored = end;
  }

  @Override
  public void close() throws IOException {
    OPEN.remove(segment);
    if (output != null) {
      output.close();
    } else {
      file.close();
    }
  }

  /** Bytes of the files of segments that are written to, so far and so far as forced. */
  public static Map<Path, long[]> lengths() {
    Map<Path, long[]> lengths = new LinkedHashMap<>();
    OPEN.forEach((path, each) -> lengths.put(path, new long[] {each.end, each.stored}));
    return lengths;
  }

  /** Closes what a process had open that was killed. */
  public static void closeAll() {
    for (SimulatedSegment each : Map.copyOf(OPEN).values()) {
      try {
        each.close();
      } catch (IOException e) {
        throw new JournalException("segment cannot be closed: segment=" + each.segment, e);
      }
    }
  }
}
