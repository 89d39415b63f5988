package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
  private static final int CAPACITY = 150;

  private final RecordBuffer record = new RecordBuffer();
  private final BatchEncoder encoder = new BatchEncoder(AllTypes.SCHEMA);
  private final BatchDecoder decoder = new BatchDecoder(AllTypes.SCHEMA);

  private int encode(RecordBatch batch) {
    long most = RecordDescriptor.PAYLOAD + encoder.mostBytes(batch);
    record.reset(most);
    RecordHeader.put(record, new JournalEntry(), RecordDescriptor.BATCH);
    encoder.encode(batch, record);
    int length = record.seal();
    assertThat(length).isLessThanOrEqualTo((int) most);
    return length;
  }

  @Test
  void shouldReadBackWhatWasWrittenWhenRowsAreOfAllTypes() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    RecordBatch batch = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    RecordBatch back = new RecordBatch(AllTypes.SCHEMA, CAPACITY + 1);
    for (int i = 0; i < 500; i++) {
      int rows = i == 0 ? 0 : i == 1 ? CAPACITY : random.nextInt(CAPACITY + 1);
      encode(AllTypes.fill(batch, rows, random));
      assertThat(BatchDecoder.rowCount(record)).isEqualTo(rows);
      decoder.decode(record, back, 0, rows);
      AllTypes.assertSame(back, batch, 0, rows);
      int from = random.nextInt(rows + 1);
      int count = random.nextInt(rows - from + 1);
      decoder.decode(record, back, from, count);
      assertThat(back.rowCount()).as("seed=%d", seed).isEqualTo(count);
      AllTypes.assertSame(back, batch, from, count);
    }
  }

  @Test
  void shouldEndWithNothingWorseThanAnIndexThatIsOutOfBoundsWhenBytesAreOthers() {
    long seed = new Random().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    RecordBatch batch = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    RecordBatch back = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      int length = encode(AllTypes.fill(batch, 20, random));
      for (int change = 0; change < 3; change++) {
        int at =
            RecordDescriptor.PAYLOAD
                + random.nextInt(random.nextBoolean() ? 100 : length - RecordDescriptor.PAYLOAD);
        record.bytes().put(at, (byte) random.nextInt());
      }
      try {
        decoder.decode(record, back, 0, Math.min(CAPACITY, BatchDecoder.rowCount(record)));
      } catch (IndexOutOfBoundsException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed=%d", seed).isPositive();
  }

  @Test
  void shouldLeaveOutWhatIsEqualWhenRowsDifferLittle() {
    RecordBatch batch = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    int empty = encode(batch);
    for (int i = 0; i < AllTypes.SCHEMA.size(); i++) {
      if (batch.column(i).longs() != null) {
        Arrays.fill(batch.column(i).longs(), Long.MAX_VALUE / 3);
      }
    }
    batch.rowCount(CAPACITY);
    int floats = 2 * CAPACITY * (1 + Float.BYTES + Double.BYTES);
    assertThat(encode(batch) - empty).isBetween(floats, floats + 64);
  }

  @Test
  void shouldWriteStepsWhenTheyDifferLessThanValues() {
    RecordBatch batch = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    RecordBatch back = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    int equal = encode(steps(batch, 0, 0));
    int regular = encode(steps(batch, 1_000_000_128L, 0));
    AllTypes.assertSame(decode(back), batch, 0, CAPACITY);
    int jittered = encode(steps(batch, 1_000_000_128L, 20));
    AllTypes.assertSame(decode(back), batch, 0, CAPACITY);
    int longs = (int) Arrays.stream(columnsOfLongs(batch)).count();
    assertThat(longs).isGreaterThan(10);
    assertThat(regular - equal).isEqualTo(longs * Long.BYTES);
    assertThat(jittered - regular).isEqualTo(longs * ((CAPACITY + 7) & -8));
  }

  @Test
  void shouldLookAgainWhenWhatTookLeastNoLongerFitsOrTakesMoreThanItNeeds() {
    RecordBatch batch = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    RecordBatch back = new RecordBatch(AllTypes.SCHEMA, CAPACITY);
    int small = encode(steps(batch, 3, 1));
    for (int i = 0; i < 40; i++) {
      int large = encode(steps(batch, 3L << i, 1L << i));
      AllTypes.assertSame(decode(back), batch, 0, CAPACITY);
      assertThat(large).isGreaterThanOrEqualTo(small);
    }
    int length = Integer.MAX_VALUE;
    for (int i = 0; i < 65; i++) {
      length = encode(steps(batch, 3, 1));
    }
    assertThat(length).isEqualTo(small);
  }

  private RecordBatch decode(RecordBatch into) {
    decoder.decode(record, into, 0, CAPACITY);
    return into;
  }

  private static long[][] columnsOfLongs(RecordBatch batch) {
    return IntStream.range(0, AllTypes.SCHEMA.size())
        .mapToObj(i -> batch.column(i).longs())
        .filter(Objects::nonNull)
        .toArray(long[][]::new);
  }

  /** Each long is a step more than the one before, and up to the jitter more or less than that. */
  private static RecordBatch steps(RecordBatch batch, long step, long jitter) {
    batch.clear();
    for (long[] longs : columnsOfLongs(batch)) {
      for (int row = 0; row < CAPACITY; row++) {
        longs[row] = Long.MAX_VALUE - 5 + step * row + (row % 3 - 1) * jitter;
      }
    }
    batch.rowCount(CAPACITY);
    return batch;
  }
}
