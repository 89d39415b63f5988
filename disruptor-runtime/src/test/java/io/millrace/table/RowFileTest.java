package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.store.RowFileHeader;
import io.millrace.store.RowFileReader;
import io.millrace.store.RowFileWriter;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row files beside a map on the heap: keys and values of every type, and damage. */
@Tag("chronicle")
class RowFileTest {
  private static final int STEPS = 2000;

  @TempDir private Path directory;

  private static RowFileHeader header(Schema schema, long entries) {
    return new RowFileHeader("t", "SELECT", schema, List.of(0), entries, 40);
  }

  private static RecordBatch row(Schema schema, Object... values) {
    RecordBatch batch = new RecordBatch(schema, 1);
    for (int i = 0; i < values.length; i++) {
      Samples.store(batch.column(i), 0, values[i]);
    }
    batch.rowCount(1);
    return batch;
  }

  private static void put(RowFileWriter file, RecordBatch row) {
    TableLayout layout = new TableLayout(row.schema(), new int[] {0});
    file.put(layout.keys(row), TableLayout.columns(row), 0);
  }

  private static List<Object> find(RowFileReader file, RecordBatch key) {
    RecordBatch found = new RecordBatch(key.schema(), 1);
    TableLayout layout = new TableLayout(key.schema(), new int[] {0});
    if (!file.find(layout.keys(key), 0, found)) {
      return null;
    }
    return TableContractTest.values(new Row().wrap(found, 0));
  }

  @Test
  void shouldFindWhatWasPutLastWhateverTheTypes() {
    for (DataType keyType : Samples.TYPES) {
      for (DataType valueType : Samples.TYPES) {
        checkTypes(keyType, valueType);
      }
    }
  }

  private void checkTypes(DataType keyType, DataType valueType) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Schema schema =
        Schema.of(
            new Column("k", keyType),
            new Column("v", valueType),
            new Column("n", DataType.of(TypeKind.BIGINT).withNullable(false)));
    Path path = directory.resolve("types");
    TreeMap<Object, List<Object>> expected = new TreeMap<>(Samples.ORDER);
    TableLayout layout = new TableLayout(schema, new int[] {0});
    try (RowFileWriter file = RowFileWriter.create(path, header(schema, 200), true)) {
      for (long i = 0; i < STEPS / 10; i++) {
        Object key = Samples.random(keyType, random, 20);
        Object value = Samples.random(valueType, random, 100);
        RecordBatch row = row(schema, key, value, i);
        if (random.nextInt(4) == 0) {
          file.remove(layout.keys(row), 0);
          expected.remove(key);
        } else {
          put(file, row);
          expected.put(key, TableContractTest.values(new Row().wrap(row, 0)));
        }
      }
      file.complete(7);
    }
    try (RowFileReader file = RowFileReader.open(path)) {
      assertThat(file.header()).isEqualTo(header(schema, 200));
      assertThat(file.progress().sequence()).isEqualTo(7);
      assertThat(file.progress().rows()).isEqualTo(expected.size());
      expected.forEach(
          (key, values) ->
              assertThat(find(file, row(schema, key)))
                  .as("seed=%d, key=%s, value=%s", seed, keyType, valueType)
                  .isEqualTo(values));
    }
  }

  @Test
  void shouldTakeNaNAndZeroAsOneKeyEach() {
    Schema schema =
        Schema.of(
            new Column("k", DataType.of(TypeKind.DOUBLE)),
            new Column("v", DataType.of(TypeKind.BIGINT)));
    Path path = directory.resolve("doubles");
    try (RowFileWriter file = RowFileWriter.create(path, header(schema, 10), false)) {
      put(file, row(schema, Double.longBitsToDouble(0x7ff8_0000_0000_0001L), 1L));
      put(file, row(schema, Double.NaN, 2L));
      put(file, row(schema, -0.0d, 3L));
      put(file, row(schema, 0.0d, 4L));
      put(file, row(schema, null, 5L));
      file.complete(1);
    }
    try (RowFileReader file = RowFileReader.open(path)) {
      assertThat(file.progress().rows()).isEqualTo(3);
      assertThat(find(file, row(schema, Double.NaN))).containsExactly(Double.NaN, 2L);
      assertThat(find(file, row(schema, -0.0d))).containsExactly(0.0d, 4L);
      assertThat(find(file, row(schema, new Object[] {null}))).containsExactly(null, 5L);
    }
  }

  @Test
  void shouldReportARowWhoseBytesHaveChanged() throws IOException {
    Schema schema =
        Schema.of(
            new Column("k", DataType.of(TypeKind.BIGINT)),
            new Column("v", DataType.of(TypeKind.VARCHAR)));
    Path path = directory.resolve("damaged");
    String mark = "the text that will be changed";
    try (RowFileWriter file = RowFileWriter.create(path, header(schema, 10), false)) {
      put(file, row(schema, 1L, "another text"));
      put(file, row(schema, 2L, mark));
      file.complete(1);
    }
    flip(path, mark, 3);
    assertThatThrownBy(() -> RowFileReader.open(path))
        .hasMessage(
            "table file is damaged: file="
                + path
                + ", a row has a wrong checksum; replace it, and have its query see its input"
                + " again");
    assertThatThrownBy(() -> RowFileWriter.keep(path, header(schema, 10)))
        .hasMessageStartingWith("table file is damaged");
    flip(path, mark.substring(4), 0);
    flip(path, "SELECT", 1);
    assertThatThrownBy(() -> RowFileReader.open(path))
        .hasMessageContaining("header piece 0 has a wrong checksum");
  }

  @Test
  void shouldReportWhatIsNoTableFile() throws IOException {
    Path path = directory.resolve("other");
    Files.writeString(path, "something else\n".repeat(1000));
    assertThatThrownBy(() -> RowFileReader.open(path))
        .hasMessageStartingWith("table file is damaged: file=" + path + ", it cannot be opened: ");
    assertThatThrownBy(() -> RowFileReader.open(directory.resolve("none")))
        .hasMessageStartingWith("no table file: file=");
  }

  /** Changes one bit of the byte so far behind the place where a text is found. */
  private static void flip(Path path, String text, int behind) throws IOException {
    byte[] all = Files.readAllBytes(path);
    byte[] searched = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    while (!java.util.Arrays.equals(all, at, at + searched.length, searched, 0, searched.length)) {
      at++;
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(at + behind);
      file.write(all[at + behind] ^ 1);
    }
  }
}
