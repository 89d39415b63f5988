package io.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.Source;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SourceReaderTest {
  private static final Schema SCHEMA = Schema.of(new Column("n", DataType.of(TypeKind.INTEGER)));

  /** Counts up, then ends, fails or hangs. */
  private static final class Numbers implements Source {
    private final int count;
    private final RuntimeException failure;
    private final CountDownLatch hang;
    private final CountDownLatch hangs = new CountDownLatch(1);
    private volatile int next;
    private volatile boolean closed;

    private Numbers(int count, RuntimeException failure, CountDownLatch hang) {
      this.count = count;
      this.failure = failure;
      this.hang = hang;
    }

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public boolean read(RecordBatch batch) {
      while (next < count && !batch.isFull()) {
        int row = batch.rowCount();
        batch.column(0).ints()[row] = next++;
        batch.rowCount(row + 1);
      }
      if (batch.rowCount() == 0 && failure != null) {
        throw failure;
      }
      if (batch.rowCount() == 0 && hang != null) {
        awaitHang();
      }
      return batch.rowCount() > 0;
    }

    private void awaitHang() {
      hangs.countDown();
      boolean interrupted = false;
      while (hang.getCount() > 0) {
        try {
          hang.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      assertThat(interrupted).isTrue();
    }

    @Override
    public long rowsRead() {
      return next;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static List<Integer> readAll(SourceReader reader) throws InterruptedException {
    List<Integer> values = new ArrayList<>();
    while (!reader.isAtEnd()) {
      RecordBatch batch = reader.poll(1000);
      for (int i = 0; batch != null && i < batch.rowCount(); i++) {
        values.add(batch.column(0).ints()[i]);
      }
      giveBack(reader, batch);
    }
    return values;
  }

  private static void giveBack(SourceReader reader, RecordBatch batch) {
    if (batch != null) {
      reader.giveBack(batch);
    }
  }

  @Test
  void shouldHandOutEveryRowInOrderWhenSourceIsLongerThanItsBatches() throws InterruptedException {
    Numbers source = new Numbers(1000, null, null);
    try (SourceReader reader = new SourceReader(source, SCHEMA, 7, "n")) {
      List<Integer> values = readAll(reader);
      assertThat(values).hasSize(1000).isSorted().startsWith(0, 1).endsWith(999);
      assertThat(reader.poll(0)).isNull();
    }
    assertThat(source.closed).isTrue();
  }

  @Test
  void shouldHandOutRowsBeforeFailureWhenSourceFails() throws InterruptedException {
    Numbers source = new Numbers(10, new ConnectorException("line 11"), null);
    try (SourceReader reader = new SourceReader(source, SCHEMA, 4, "n")) {
      List<Integer> values = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                while (true) {
                  RecordBatch batch = reader.poll(1000);
                  for (int i = 0; batch != null && i < batch.rowCount(); i++) {
                    values.add(batch.column(0).ints()[i]);
                  }
                  giveBack(reader, batch);
                }
              })
          .isInstanceOf(ConnectorException.class)
          .hasMessage("line 11");
      assertThat(values).hasSize(10);
    }
  }

  @Test
  void shouldCloseWithoutSourceWhenReadHangs() throws InterruptedException {
    CountDownLatch hang = new CountDownLatch(1);
    Numbers source = new Numbers(1, null, hang);
    SourceReader reader = new SourceReader(source, SCHEMA, 4, "n");
    assertThat(reader.poll(10_000)).isNotNull();
    source.hangs.await();
    assertThat(reader.poll(0)).isNull();
    reader.close();
    assertThat(source.closed).isFalse();
    hang.countDown();
  }
}
