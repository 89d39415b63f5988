package io.millrace.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.Sink;
import io.millrace.connector.Source;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  private static final int RUNS = 60;
  private static final int ROWS = 200;
  private static final String[] PIECES = {
    "a", "\"", ",", ";", "\n", "\r", "\r\n", "\t", "\\", "\0", " ", "ä", "€", "😀", "N", "null",
    "{", "'"
  };
  private static final String[] DELIMITERS = {",", ";", "\\t", "|", "1", "-", " ", "."};
  private static final String[] NULLS = {"", "NULL", "\\N", "0", "true"};

  @TempDir Path directory;

  @Test
  void shouldReadSameRowsWhenSinkWroteThemAsCsv() {
    for (long seed = 1; seed <= RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FileFixture fixture = new FileFixture(directory);
      fixture.option("path", random.nextBoolean() ? "x.csv" : "x.csv.gz");
      fixture.option("header", Boolean.toString(random.nextInt(4) > 0));
      fixture.option("delimiter", DELIMITERS[random.nextInt(DELIMITERS.length)]);
      fixture.option("null", NULLS[random.nextInt(NULLS.length)]);
      check(fixture, random, seed);
    }
  }

  @Test
  void shouldReadSameRowsWhenSinkWroteThemAsJson() {
    for (long seed = 1; seed <= RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FileFixture fixture = new FileFixture(directory);
      fixture.option("path", random.nextBoolean() ? "x.jsonl" : "x.jsonl.gz");
      check(fixture, random, seed);
    }
  }

  private static void check(FileFixture fixture, SplittableRandom random, long seed) {
    int columns = random.nextInt(1, 9);
    for (int i = 0; i < columns; i++) {
      String name = "c" + i + (random.nextInt(4) == 0 ? PIECES[random.nextInt(PIECES.length)] : "");
      fixture.column(name, type(random).withNullable(random.nextInt(4) > 0));
    }
    fixture.capacity(random.nextInt(1, 100));
    List<String> written = new ArrayList<>();
    try (Sink sink = fixture.sink()) {
      for (int rest = random.nextInt(ROWS); rest > 0; ) {
        RecordBatch batch = new RecordBatch(fixture.schema(), random.nextInt(1, 1 + rest));
        for (int row = 0; row < batch.capacity(); row++) {
          for (int column = 0; column < columns; column++) {
            fill(batch.column(column), row, random);
          }
          written.add(FileFixture.show(batch, row));
        }
        batch.rowCount(batch.capacity());
        rest -= batch.capacity();
        sink.write(batch);
      }
      sink.finish();
    }
    try (Source source = fixture.source()) {
      List<String> read = new ArrayList<>();
      fixture.rows(source, read);
      assertThat(read).as("seed=%s, schema=%s", seed, fixture.schema()).isEqualTo(written);
    } catch (RuntimeException e) {
      throw new AssertionError("seed=" + seed + ", schema=" + fixture.schema(), e);
    }
  }

  private static DataType type(SplittableRandom random) {
    TypeKind[] kinds = TypeKind.values();
    TypeKind kind = kinds[random.nextInt(kinds.length)];
    if (kind == TypeKind.DECIMAL) {
      int precision = random.nextInt(1, 39);
      return DataType.decimal(precision, random.nextInt(precision + 1));
    }
    return kind == TypeKind.TIMESTAMP
        ? DataType.timestamp(9)
        : kind == TypeKind.TIME ? DataType.time(9) : DataType.of(kind);
  }

  private static void fill(ColumnVector column, int row, SplittableRandom random) {
    DataType type = column.type();
    if (type.nullable() && random.nextInt(5) == 0) {
      column.setNull(row);
      return;
    }
    long bits = random.nextLong() >> random.nextInt(64);
    switch (type.kind()) {
      case BOOLEAN -> column.bytes()[row] = (byte) (bits & 1);
      case INTEGER -> column.ints()[row] = (int) bits;
      case DATE -> column.ints()[row] = (int) (bits % 1_000_000);
      case REAL -> column.floats()[row] = Float.intBitsToFloat((int) bits);
      case DOUBLE -> column.doubles()[row] = Double.longBitsToDouble(bits);
      case TIME -> column.longs()[row] = Math.floorMod(bits, 86_400_000_000_000L);
      case INTERVAL_YEAR -> column.longs()[row] = (int) bits % 1_000_000;
      case INTERVAL_DAY -> column.longs()[row] = bits / 1000;
      case DECIMAL -> fillDecimal(column, row, random);
      case VARCHAR -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
          text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        column.setVarchar(row, bytes, 0, bytes.length);
      }
      default -> column.longs()[row] = bits;
    }
  }

  private static void fillDecimal(ColumnVector column, int row, SplittableRandom random) {
    BigInteger limit = BigInteger.TEN.pow(column.type().precision());
    byte[] bytes = new byte[17];
    random.nextBytes(bytes);
    BigInteger value = new BigInteger(bytes).shiftRight(random.nextInt(136)).remainder(limit);
    column.longs()[row] = value.longValue();
    if (column.highs() != null) {
      column.highs()[row] = value.shiftRight(64).longValue();
    }
  }
}
