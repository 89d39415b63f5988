package io.millrace.perf.piece;

import io.millrace.checkpoint.Checkpoint;
import io.millrace.checkpoint.CheckpointStore;
import io.millrace.checkpoint.CheckpointWriter;
import io.millrace.checkpoint.StateFileReader;
import io.millrace.checkpoint.StateFileWriter;
import io.millrace.storage.Storage;
import io.millrace.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many MB a second go into a state file and come out of it, value by value and in pieces? The
 * state is that of ten million groups of 32 bytes. Beside it is what the disk does with blocks of
 * the same length and without checksums. Files lie under {@code java.io.tmpdir}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@OperationsPerInvocation(CheckpointFileBenchmark.MEGABYTES)
public class CheckpointFileBenchmark {
  static final int MEGABYTES = 320;
  private static final long BYTES = MEGABYTES * 1_000_000L;
  private static final int BLOCK_BYTES = 128 << 10;
  private static final int PIECE_BYTES = 4000;
  private static final String STATE = "partition-0";

  private final byte[] piece = new byte[PIECE_BYTES];
  private final byte[] block = new byte[BLOCK_BYTES];
  private Path directory;
  private Storage storage;
  private CheckpointStore store;
  private CheckpointWriter writing;
  private Checkpoint written;

  /** A benchmark that JMH sets up. */
  public CheckpointFileBenchmark() {}

  /** Writes a checkpoint to be read. */
  @Setup
  public void setUp() throws IOException {
    directory = Files.createTempDirectory("checkpoint-file");
    storage = Storage.in(directory);
    store = new CheckpointStore(storage, 2);
    writing = store.begin();
    putLongs();
    writing.commit(manifest -> {});
    written = store.newest(message -> {}).orElseThrow();
  }

  /** Removes what one invocation wrote. */
  @TearDown(Level.Invocation)
  public void remove() {
    storage.remove("blocks");
    storage.list("").stream().filter(name -> !name.endsWith("-00000001")).forEach(storage::remove);
  }

  /** Removes all files. */
  @TearDown
  public void tearDown() throws IOException {
    storage.list("").forEach(storage::remove);
    Files.delete(directory);
  }

  private void putLongs() {
    try (StateFileWriter state = writing.state(STATE)) {
      for (long i = 0; i < BYTES / Long.BYTES; i++) {
        state.putLong(i);
      }
      state.finish();
    }
  }

  private void putPieces() {
    try (StateFileWriter state = writing.state(STATE)) {
      for (long done = 0; done < BYTES; done += PIECE_BYTES) {
        state.putBytes(piece, 0, PIECE_BYTES);
      }
      state.finish();
    }
  }

  private void putBlocks(boolean isForced) {
    try (StorageFile file = storage.create("blocks")) {
      ByteBuffer buffer = ByteBuffer.wrap(block);
      for (long done = 0; done < BYTES; done += BLOCK_BYTES) {
        file.append(buffer.clear());
      }
      if (isForced) {
        file.force();
      }
    }
  }

  /** Values, left to the system to store; the writer, so that nothing is optimised away. */
  @Benchmark
  public Object writeLongs() {
    writing = store.begin();
    putLongs();
    writing.abandon();
    return writing;
  }

  /** Values, forced and committed. */
  @Benchmark
  public Object writeLongsAndCommit() {
    writing = store.begin();
    putLongs();
    return writing.commit(manifest -> {});
  }

  /** Pieces, left to the system to store. */
  @Benchmark
  public Object writePieces() {
    writing = store.begin();
    putPieces();
    writing.abandon();
    return writing;
  }

  /** Blocks without checksums, left to the system to store, and removed as the others are. */
  @Benchmark
  public Object plainBlocks() {
    putBlocks(false);
    storage.remove("blocks");
    return storage;
  }

  /** Blocks without checksums, forced. */
  @Benchmark
  public Object plainBlocksAndForce() {
    putBlocks(true);
    return storage;
  }

  /** Values of a file that the system has in memory; their sum. */
  @Benchmark
  public long readLongs() {
    long sum = 0;
    try (StateFileReader state = written.state(STATE)) {
      for (long i = 0; i < BYTES / Long.BYTES; i++) {
        sum += state.getLong();
      }
      state.checkEnd();
    }
    if (sum != (BYTES / Long.BYTES) * (BYTES / Long.BYTES - 1) / 2) {
      throw new IllegalStateException("wrong sum: sum=" + sum);
    }
    return sum;
  }

  /** Pieces of a file that the system has in memory. */
  @Benchmark
  public byte[] readPieces() {
    try (StateFileReader state = written.state(STATE)) {
      for (long done = 0; done < BYTES; done += PIECE_BYTES) {
        state.getBytes(piece, 0, PIECE_BYTES);
      }
      state.checkEnd();
    }
    return piece;
  }

  /** All that is compared before a checkpoint is taken. */
  @Benchmark
  public Object findNewest() {
    return store.newest(message -> {}).orElseThrow();
  }
}
