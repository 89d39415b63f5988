package io.millrace.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.output.RowSubscriber;
import io.millrace.publish.PublishResult;
import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import io.millrace.type.VarcharView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferPublishTest {
  private static final String EVERY =
      "CREATE STREAM every (id BIGINT NOT NULL, name VARCHAR, flag BOOLEAN, tiny INTEGER, price"
          + " DECIMAL(12, 2), day DATE, ratio REAL, wide DOUBLE, clock TIME(9), missing VARCHAR)";
  private static final int ROW_BYTES = 64;
  private static final String[] NAMES = {"", "a", "ACME", "Zürich", "漢字😀", "twelve bytes"};

  private record Value(
      long id, String name, boolean flag, short tiny, int cents, int day, float ratio, long clock) {
    static Value random(SplittableRandom random, long id) {
      return new Value(
          id,
          NAMES[random.nextInt(NAMES.length)],
          random.nextBoolean(),
          (short) random.nextInt(),
          random.nextInt(),
          random.nextInt(-100_000, 100_000),
          (float) random.nextDouble(),
          random.nextLong(86_400_000_000_000L));
    }

    void encode(ByteBuffer target, int at) {
      target.order(ByteOrder.BIG_ENDIAN).putLong(at, id);
      target.order(ByteOrder.LITTLE_ENDIAN).putShort(at + 8, tiny).putInt(at + 10, cents);
      target.put(at + 14, (byte) (flag ? -1 : 0)).putInt(at + 15, day).putFloat(at + 20, ratio);
      target.putFloat(at + 24, ratio).putLong(at + 28, clock);
      byte[] text = name.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 12; i++) {
        target.put(at + 40 + i, i < text.length ? text[i] : (byte) ' ');
      }
    }

    void write(RowWriter row) {
      row.setLong(0, id).setString(1, name).setBoolean(2, flag).setInt(3, tiny).setLong(4, cents);
      row.setInt(5, day).setFloat(6, ratio).setDouble(7, ratio).setLong(8, clock).end();
    }
  }

  private static BufferLayout layout(StreamPublisher publisher) {
    return new BufferLayout(
        publisher.stream().schema(),
        ROW_BYTES,
        BufferField.of("id", 0, BufferType.INT64, ByteOrder.BIG_ENDIAN),
        BufferField.text("NAME", 40, 12, ' '),
        BufferField.of("flag", 14, BufferType.INT8),
        BufferField.of("tiny", 8, BufferType.INT16),
        BufferField.of("price", 10, BufferType.INT32),
        BufferField.of("day", 15, BufferType.INT32),
        BufferField.of("ratio", 20, BufferType.FLOAT32),
        BufferField.of("wide", 24, BufferType.FLOAT32),
        BufferField.of("clock", 28, BufferType.INT64));
  }

  private static List<String> subscribe(Millrace engine) {
    List<String> rows = new ArrayList<>();
    VarcharView view = new VarcharView();
    RowSubscriber subscriber =
        row ->
            rows.add(
                row.getLong(row.schema().indexOf("ID"))
                    + (row.isNull(1) ? "NULL" : "'" + row.getVarchar(1, view) + "'")
                    + row.getBoolean(2)
                    + row.getInt(3)
                    + row.getBigDecimal(4)
                    + row.getInt(5)
                    + row.getFloat(6)
                    + row.getDouble(7)
                    + row.getLong(8)
                    + row.isNull(9));
    engine.subscribe("SELECT * FROM every", Delivery.ORDERED, subscriber.toSubscriber());
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "1, 1024", "3, 1", "3, 7", "3, 1024"})
  void shouldGiveWhatTheRowWriterGivesWhenRowsLieInABuffer(int partitions, int batchRows) {
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    MillraceConfig config =
        MillraceConfig.defaults().withPartitions(partitions).withBatchRows(batchRows);
    List<String> expected;
    List<String> actual;
    try (Millrace plain = Millrace.start(config);
        Millrace buffered = Millrace.start(config)) {
      plain.execute(EVERY);
      buffered.execute(EVERY);
      expected = subscribe(plain);
      actual = subscribe(buffered);
      StreamPublisher rows = plain.publisher("every");
      StreamPublisher buffers = buffered.publisher("every");
      BufferLayout layout = layout(buffers);
      for (long id = 0; id < 3000; ) {
        int count = random.nextInt(40);
        ByteBuffer bytes = ByteBuffer.allocate(5 + count * ROW_BYTES);
        for (int i = 0; i < count; i++, id++) {
          Value value = Value.random(random, id);
          value.encode(bytes, 5 + i * ROW_BYTES);
          value.write(rows.row());
        }
        HeapBuffer buffer = new HeapBuffer(bytes.array());
        assertThat(buffers.publish(buffer, 5, count, layout)).isEqualTo(PublishResult.ACCEPTED);
      }
      rows.flush();
      buffers.flush();
      plain.drain();
      buffered.drain();
      assertThat(actual).as("seed=%d", seed).hasSizeGreaterThanOrEqualTo(3000).isEqualTo(expected);
    }
  }

  @Test
  void shouldPublishQuotesOfAFeed() {
    List<String> seen = new ArrayList<>();
    DirectBufferOfQuotes feed = new DirectBufferOfQuotes();
    try (Millrace engine = Millrace.start()) {
      engine.execute("CREATE STREAM quotes (symbol VARCHAR, bid DECIMAL(12, 2), size INTEGER)");
      RowSubscriber quotes = row -> seen.add(row.getString(0) + " " + row.getBigDecimal(1));
      engine.subscribe("SELECT * FROM quotes", Delivery.ORDERED, quotes.toSubscriber());
      StreamPublisher publisher = engine.publisher("quotes");
      BufferLayout layout =
          new BufferLayout(
              publisher.stream().schema(),
              20,
              BufferField.text("symbol", 0, 8, ' '),
              BufferField.of("bid", 8, BufferType.INT64),
              BufferField.of("size", 16, BufferType.INT32));
      publisher.publish(feed.buffer(), 0, 2, layout);
      publisher.flush();
    }
    assertThat(seen).containsExactly("ACME 10.25", "INIT -0.01");
  }

  /** Two rows as a feed sends them. */
  private static final class DirectBufferOfQuotes {
    HeapBuffer buffer() {
      ByteBuffer bytes = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put("ACME    ".getBytes(StandardCharsets.UTF_8)).putLong(10_25).putInt(3);
      bytes.put("INIT    ".getBytes(StandardCharsets.UTF_8)).putLong(-1).putInt(4);
      return new HeapBuffer(bytes.array());
    }
  }

  @Test
  void shouldAcceptNoRowWhenTheBufferIsTruncatedOrAValueDoesNotFit() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(EVERY);
      List<String> rows = subscribe(engine);
      StreamPublisher publisher = engine.publisher("every");
      BufferLayout layout = layout(publisher);
      ByteBuffer bytes = ByteBuffer.allocate(2 * ROW_BYTES);
      HeapBuffer buffer = new HeapBuffer(bytes.array());
      assertThatThrownBy(() -> publisher.publish(buffer, 1, 2, layout))
          .hasMessage(
              "buffer does not hold the rows: offset=1, rows=2, rowBytes=64, capacity=128; no row"
                  + " was accepted, give as many as there are");
      assertThatThrownBy(() -> publisher.publish(buffer, 0, Integer.MAX_VALUE, layout))
          .hasMessageStartingWith("buffer does not hold the rows: offset=0, rows=2147483647,");
      assertThatThrownBy(() -> publisher.publish(buffer, -1, 1, layout))
          .hasMessageStartingWith("buffer does not hold the rows: offset=-1,");
      bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(ROW_BYTES + 28, 86_400_000_000_000L);
      assertThatThrownBy(() -> publisher.publish(buffer, 0, 2, layout))
          .hasMessage(
              "value does not fit its column: column=clock, row=1, value=86400000000000,"
                  + " type=TIME(9); no row was accepted, use a wider type or correct the value");
      publisher.flush();
      engine.drain();
      assertThat(rows).isEmpty();
      assertThat(engine.streamStatus("every").acceptedRows()).isZero();
    }
  }

  @Test
  void shouldRefuseALayoutOfAnotherSchema() {
    try (Millrace engine = Millrace.start()) {
      engine.execute(EVERY + "; CREATE STREAM other (id BIGINT)");
      BufferLayout layout = layout(engine.publisher("every"));
      StreamPublisher other = engine.publisher("other");
      assertThatThrownBy(() -> other.publish(new HeapBuffer(new byte[64]), 0, 1, layout))
          .hasMessageStartingWith("layout of another schema: layout=")
          .hasMessageEndingWith("; make it of the stream's schema");
    }
  }
}
