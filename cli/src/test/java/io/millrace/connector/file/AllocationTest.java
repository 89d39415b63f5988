package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.BOOLEAN;
import static io.millrace.connector.file.FileFixture.DATE;
import static io.millrace.connector.file.FileFixture.DOUBLE;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.Sink;
import io.millrace.connector.Source;
import io.millrace.type.DataType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
  private static final int ROWS = 1000;
  private static final int TIMES = 200;

  /** What the JVM itself may allocate on the side, much less than a byte a row. */
  private static final long ALLOWED_BYTES = ROWS * TIMES / 10;

  @TempDir Path directory;

  @Test
  void shouldAllocateNothingForRowWhenFileIsCsv() {
    writeAndRead("x.csv");
  }

  @Test
  void shouldAllocateNothingForRowWhenFileIsJson() {
    writeAndRead("x.jsonl");
  }

  private void writeAndRead(String path) {
    FileFixture fixture =
        new FileFixture(directory)
            .option("path", path)
            .column("id", BIGINT)
            .column("ok", BOOLEAN)
            .column("x", DOUBLE)
            .column("amount", DataType.decimal(18, 4))
            .column("total", DataType.decimal(38, 4))
            .column("time", DataType.timestamp(6))
            .column("day", DATE)
            .column("name", VARCHAR);
    RecordBatch batch = batch(fixture);
    long before;
    try (Sink sink = fixture.sink()) {
      sink.write(batch);
      before = allocatedBytes();
      for (int i = 1; i < TIMES; i++) {
        sink.write(batch);
      }
      assertThat(allocatedBytes() - before).isLessThan(ALLOWED_BYTES);
      sink.finish();
    }
    try (Source source = fixture.source()) {
      batch.clear();
      source.read(batch);
      before = allocatedBytes();
      do {
        batch.clear();
      } while (source.read(batch));
      assertThat(allocatedBytes() - before).isLessThan(ALLOWED_BYTES);
      assertThat(source.rowsRead()).isEqualTo(ROWS * TIMES);
    }
  }

  private static RecordBatch batch(FileFixture fixture) {
    RecordBatch batch = new RecordBatch(fixture.schema(), ROWS);
    for (int row = 0; row < ROWS; row++) {
      batch.column(0).longs()[row] = row * 1_000_003L;
      batch.column(1).bytes()[row] = (byte) (row & 1);
      batch.column(2).doubles()[row] = row / 8.0;
      batch.column(3).longs()[row] = row * 1234L;
      batch.column(4).longs()[row] = row * 1_234_567_891_234L;
      batch.column(5).longs()[row] = row * 1_234_567_891_000L;
      batch.column(6).ints()[row] = row * 11;
      byte[] name = ("a \"name\", ä" + row).getBytes(StandardCharsets.UTF_8);
      batch.column(7).setVarchar(row, name, 0, name.length);
      if (row % 10 == 0) {
        batch.column(row % 8).setNull(row);
      }
    }
    batch.rowCount(ROWS);
    return batch;
  }

  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
