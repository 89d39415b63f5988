package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.RecordBatch;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("chronicle")
class JournalTest {
  private final long seed = new Random().nextLong();
  private final SampleRecords records = new SampleRecords(seed, 60);
  private final JournalEntry entry = new JournalEntry();

  @TempDir private Path directory;

  private Journal journal() {
    return new Journal(directory, AllTypes.SCHEMA);
  }

  private void write(long from, long to) {
    try (JournalWriter writer = journal().begin(from)) {
      records.append(writer, from, to);
    }
  }

  private void assertReads(long from, long to) {
    try (JournalReader reader = journal().read(from)) {
      assertThat(records.read(reader, from)).isEqualTo(to - from);
      assertThat(reader.nextSequence()).isEqualTo(to);
      assertThat(reader.damage()).isEmpty();
      assertThat(reader.passedOver()).isEmpty();
    }
  }

  @Test
  void shouldReadBackWhatWasWrittenWhenThereIsOneSegment() {
    write(0, 300);
    assertReads(0, 300);
    assertReads(299, 300);
  }

  @Test
  void shouldReadWhatWasAppendedWhileTheWriterIsOpen() throws Exception {
    try (JournalWriter writer = journal().begin(0)) {
      Path file = SegmentPath.queueFile(SegmentPath.of(directory, 0));
      for (int i = 0; i < 20; i++) {
        long before = writer.bytes();
        records.append(writer, i);
        assertThat(writer.bytes()).isGreaterThan(before);
        assertReads(0, i + 1);
        assertThat(Files.size(file)).isLessThan(writer.bytes() + (1 << 20));
      }
    }
  }

  @Test
  void shouldGoOnInTheNextSegmentWhenOneEnds() {
    write(10, 20);
    write(20, 21);
    write(21, 21);
    assertReads(10, 21);
    assertReads(15, 21);
    assertReads(20, 21);
    assertReads(21, 21);
  }

  @Test
  void shouldReadOnlyUpToTheNextSegmentWhenThatTellsTheSameSequences() {
    write(0, 20);
    write(15, 30);
    assertReads(0, 30);
    assertReads(17, 30);
  }

  @Test
  void shouldReadRangesWhenTheBatchIsLargerThanTheReaders() {
    RecordBatch large = new RecordBatch(AllTypes.SCHEMA, 1000);
    AllTypes.fill(large, 1000, new SplittableRandom(seed));
    try (JournalWriter writer = journal().begin(0)) {
      writer.append(entry.set(0, 0, 0), large);
    }
    RecordBatch small = new RecordBatch(AllTypes.SCHEMA, 77);
    try (JournalReader reader = journal().read(0)) {
      assertThat(reader.next(entry)).isTrue();
      for (int from = 0; from < 1000; from += 77) {
        int count = Math.min(77, 1000 - from);
        reader.batch(small, from, count);
        AllTypes.assertSame(small, large, from, count);
      }
      assertThatThrownBy(() -> reader.batch(small))
          .isInstanceOf(JournalException.class)
          .hasMessage(
              "rows cannot be read: control=false, count=1000, capacity=77;"
                  + " read a batch in ranges that fit");
      assertThatThrownBy(() -> reader.batch(small, 990, 11)).isInstanceOf(JournalException.class);
    }
  }

  @Test
  void shouldTakeLargeBatchesUpToALimit() {
    Schema texts = Schema.of(new Column("text", DataType.of(TypeKind.VARCHAR)));
    RecordBatch batch = new RecordBatch(texts, 3);
    byte[] text = new byte[20 << 20];
    Arrays.fill(text, (byte) 'a');
    batch.column(0).setVarchar(0, text, 0, text.length);
    batch.column(0).setVarchar(1, text, 0, text.length);
    batch.rowCount(2);
    try (JournalWriter writer = new JournalWriter(directory, texts, 0)) {
      for (int i = 0; i < 8; i++) {
        writer.append(entry.set(i, 0, i), batch);
      }
      batch.column(0).setVarchar(2, text, 0, text.length);
      batch.rowCount(3);
      assertThatThrownBy(() -> writer.append(entry.set(8, 0, 8), batch))
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("batch is too large for the journal: bytes=")
          .hasMessageEndingWith(
              ", most=50331648, sequence=8; use smaller batches or shorter texts");
      batch.rowCount(2);
      writer.append(entry.set(8, 0, 8), batch);
    }
    RecordBatch back = new RecordBatch(texts, 2);
    try (JournalReader reader = new JournalReader(directory, texts, 0)) {
      for (int i = 0; i < 9; i++) {
        assertThat(reader.next(entry)).isTrue();
        reader.batch(back);
        assertThat(back.column(0).lengths()).containsExactly(text.length, text.length);
        for (int row = 0; row < 2; row++) {
          int from = back.column(0).offsets()[row];
          byte[] all = back.column(0).text();
          assertThat(Arrays.equals(all, from, from + text.length, text, 0, text.length)).isTrue();
        }
      }
      assertThat(reader.next(entry)).isFalse();
      assertThat(reader.damage()).isEmpty();
    }
  }

  @Test
  void shouldBeAQueueWhoseDocumentsAreTheRecords() throws Exception {
    write(0, 50);
    Path segment = SegmentPath.of(directory, 0);
    List<ByteBuffer> expected = new ArrayList<>();
    RecordBuffer record = new RecordBuffer();
    try (QueueFile file = new QueueFile(SegmentPath.queueFile(segment))) {
      while (file.next(record)) {
        byte[] bytes = new byte[record.bytes().limit()];
        record.bytes().get(0, bytes);
        expected.add(ByteBuffer.wrap(bytes));
      }
    }
    assertThat(expected).hasSize(51);
    List<ByteBuffer> actual = new ArrayList<>();
    try (ChronicleQueue queue =
            SingleChronicleQueueBuilder.binary(segment)
                .rollCycle(LargeRollCycles.HUGE_DAILY)
                .readOnly(true)
                .build();
        ExcerptTailer tailer = queue.createTailer()) {
      Bytes<?> bytes = Bytes.allocateElasticOnHeap();
      while (tailer.readBytes(bytes.clear())) {
        actual.add(ByteBuffer.wrap(bytes.toByteArray()));
      }
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void shouldRemoveOnlySegmentsThatNobodyNeedsWhenTheyAreRetired() throws Exception {
    write(0, 10);
    write(10, 20);
    write(20, 30);
    assertThat(journal().segments())
        .extracting(JournalSegment::firstSequence)
        .containsExactly(0L, 10L, 20L);
    assertThat(journal().segments())
        .extracting(JournalSegment::lastSequence)
        .containsExactly(9L, 19L, 29L);
    for (JournalSegment each : journal().segments()) {
      assertThat(each.bytes()).isEqualTo(Files.size(SegmentPath.queueFile(each.path())));
    }
    assertThat(journal().retire(9)).isZero();
    assertThat(journal().retire(10)).isOne();
    assertReads(10, 30);
    try (JournalReader reader = journal().read(9)) {
      assertThat(reader.next(entry)).isFalse();
      assertThat(reader.damage().orElseThrow().toString())
          .startsWith("journal cannot be read on: no segment, segment=")
          .endsWith("missing=9..9");
    }
    assertThat(journal().retire(1000)).isOne();
    assertReads(20, 30);
    try (var left = Files.list(directory)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void shouldRefuseWhenColumnsAreOthers() {
    write(0, 3);
    Schema other = Schema.of(new Column("c0", DataType.of(TypeKind.BOOLEAN)));
    try (JournalReader reader = new JournalReader(directory, other, 0)) {
      assertThatThrownBy(() -> reader.next(entry))
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("journal has other columns: segment=")
          .hasMessageEndingWith("declare the stream as it was, or begin without the journal");
    }
  }

  @Test
  void shouldRefuseASequenceThatIsNotTheNextOne() {
    try (JournalWriter writer = journal().begin(5)) {
      records.append(writer, 5);
      assertThatThrownBy(() -> records.append(writer, 7))
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("not the next sequence: sequence=7, next=6, closed=false");
      records.append(writer, 6);
    }
    assertReads(5, 7);
  }

  @Test
  void shouldNeverAppendToASegmentThatHasRecords() {
    write(0, 3);
    assertThatThrownBy(() -> write(0, 3))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("journal segment is there already: segment=")
        .hasMessageEndingWith("lastSequence=2; begin behind the last sequence that was read");
    assertReads(0, 3);
  }

  @Test
  void shouldKeepASegmentWithoutRecordsAsideWhenItIsBegunAgain() throws Exception {
    write(0, 0);
    Files.createDirectory(SegmentPath.of(directory, 7));
    write(0, 7);
    write(7, 9);
    assertReads(0, 9);
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(
              "unreadable-segment-0000000000000000000.0",
              "unreadable-segment-0000000000000000007.0");
    }
    assertThat(journal().retire(7)).isOne();
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void shouldReadNothingWhenThereIsNoJournal() {
    assertReads(7, 7);
    assertThat(new Journal(directory.resolve("none"), AllTypes.SCHEMA).segments()).isEmpty();
    assertThat(new Journal(directory.resolve("none"), AllTypes.SCHEMA).retire(5)).isZero();
  }

  @Test
  void shouldSayWhatIsWrongWhenTheDirectoryIsAFile() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new JournalWriter(file, AllTypes.SCHEMA, 0))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith("journal segment cannot be begun: segment=" + file)
        .hasMessageEndingWith("see that there is room and that the directory may be written");
  }
}
