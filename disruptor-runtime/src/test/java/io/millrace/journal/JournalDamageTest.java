package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a journal's bytes, what is read is what was written, up to some record. */
@Tag("chronicle")
class JournalDamageTest {
  private static final int RECORDS = 7;

  private final long seed = new Random().nextLong();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final SampleRecords records = new SampleRecords(seed, 4);

  @TempDir private Path directory;

  private Path file;
  private byte[] written;

  private void write(long from, long to) {
    try (JournalWriter writer = new JournalWriter(directory, AllTypes.SCHEMA, from)) {
      records.append(writer, from, to);
    }
  }

  @BeforeEach
  void writeSegment() throws IOException {
    write(0, RECORDS);
    file = SegmentPath.queueFile(SegmentPath.of(directory, 0));
    written = Files.readAllBytes(file);
  }

  /** Reads what can be read, all of which must be right; if that is not all, it must be said. */
  private long read(String what) {
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      long read = records.read(reader, 0);
      assertThat(reader.nextSequence()).isEqualTo(read);
      if (read < RECORDS) {
        assertThat(reader.damage()).as("%s, read=%d, seed=%d", what, read, seed).isPresent();
        JournalDamage damage = reader.damage().orElseThrow();
        assertThat(damage.kind()).isEqualTo(JournalDamage.Kind.TAIL);
        assertThat(damage.sequence()).isEqualTo(read);
      }
      return read;
    }
  }

  private void put(RandomAccessFile data, long at, int value) throws IOException {
    data.seek(at);
    data.write(value);
  }

  @Test
  void shouldReadARightPrefixWhenAnyByteIsAnother() throws IOException {
    int[] withRead = new int[RECORDS + 1];
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      for (int at = 0; at < written.length; at++) {
        int toZero = written[at] & 0xff;
        int[] changes = {0xff, 1 << random.nextInt(8), toZero};
        for (int i = 0; i < (toZero == 0 ? 1 : changes.length); i++) {
          put(data, at, written[at] ^ changes[i]);
          withRead[(int) read("at=" + at + ", change=" + changes[i])]++;
        }
        put(data, at, written[at]);
      }
    }
    assertThat(withRead).as("each record must have been hit").doesNotContain(0);
    assertThat(read("none")).isEqualTo(RECORDS);
  }

  @Test
  void shouldReadARightPrefixWhenTheFileIsCutAnywhere() throws IOException {
    long last = RECORDS;
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      for (int length = written.length; length >= 0; length--) {
        data.setLength(length);
        long read = readCut();
        assertThat(read).isLessThanOrEqualTo(last);
        last = read;
      }
    }
    assertThat(last).isZero();
  }

  /** A file that is cut between two records tells nobody that there was another one. */
  private long readCut() {
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      return records.read(reader, 0);
    }
  }

  @Test
  void shouldReadARightPrefixWhenTheRestIsZeroOrNoise() throws IOException {
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < 2000; i++) {
        int from = random.nextInt(written.length);
        int bytes = random.nextInt(1, 400);
        byte[] noise = new byte[bytes];
        if (i % 2 == 0) {
          random.nextBytes(noise);
        }
        data.seek(from);
        data.write(noise);
        if (i % 3 == 0) {
          data.setLength(written.length + random.nextInt(1 << 20));
        }
        if (from + bytes < written.length) {
          read("noise from=" + from + ", bytes=" + bytes);
        } else {
          readCut();
        }
        data.setLength(written.length);
        data.seek(0);
        data.write(written);
      }
    }
  }

  @Test
  void shouldNotPassOverRecordsWhenADocumentOfTheQueueSeemsLonger() throws IOException {
    int longer = (int) ((written.length + 0xfff) & -0x1000L);
    int documents = 0;
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      data.setLength(4L * longer);
      for (int at = 0; at < startOf(0) - 4; at += 4) {
        if (written[at + 3] == 0x40 && written[at + 4] == (byte) 0xb9) {
          documents++;
          put(data, at + 1L, longer >> 8);
          assertThat(read("at=" + at)).isZero();
          put(data, at + 1L, written[at + 1]);
        }
      }
    }
    assertThat(documents).isEqualTo(3);
    assertThat(read("none")).isEqualTo(RECORDS);
  }

  @Test
  void shouldNeverEndOtherwiseWhenAllIsNoise() throws IOException {
    for (int i = 0; i < 300; i++) {
      byte[] noise = new byte[random.nextInt(5000)];
      random.nextBytes(noise);
      if (i % 2 == 0) {
        System.arraycopy(written, 0, noise, 0, Math.min(noise.length, 200));
      }
      Files.write(file, noise);
      assertThat(readCut()).isZero();
    }
  }

  @Test
  void shouldSayWhatFollowsWhenTheTailIsDamaged() throws IOException {
    int at = startOf(4) + RecordDescriptor.EVENT;
    written[at] ^= 1;
    Files.write(file, written);
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      assertThat(records.read(reader, 0)).isEqualTo(4);
      JournalDamage damage = reader.damage().orElseThrow();
      int from = startOf(4) - 4;
      assertThat(damage.toString())
          .isEqualTo(
              "journal cannot be read on: checksum does not hold: length=%d, segment=%s,"
                  + " position=%d, sequence=4, bytes=%d, records=2",
              lengthAt(startOf(4)), file.getParent(), from, endOfContent() - from);
    }
  }

  @Test
  void shouldGoOnWhenTheNextSegmentBeginsWhereTheDamageIs() throws IOException {
    written[startOf(4) + RecordDescriptor.EVENT] ^= 1;
    Files.write(file, written);
    write(4, 11);
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      assertThat(records.read(reader, 0)).isEqualTo(11);
      assertThat(reader.damage()).isEmpty();
      assertThat(reader.passedOver()).hasSize(1);
      assertThat(reader.passedOver().get(0).kind()).isEqualTo(JournalDamage.Kind.PASSED_OVER);
      assertThat(reader.passedOver().get(0).records()).isEqualTo(2);
    }
  }

  @Test
  void shouldNameWhatIsMissingWhenALaterSegmentHasMore() throws IOException {
    written[startOf(4) + RecordDescriptor.EVENT] ^= 1;
    Files.write(file, written);
    write(RECORDS, 11);
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      assertThat(records.read(reader, 0)).isEqualTo(4);
      JournalDamage damage = reader.damage().orElseThrow();
      assertThat(damage.kind()).isEqualTo(JournalDamage.Kind.MISSING);
      assertThat(damage.toString()).endsWith("records=2, missing=4.." + (RECORDS - 1));
    }
    Files.write(file, Arrays.copyOf(written, startOf(4) - 4));
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, 0)) {
      assertThat(records.read(reader, 0)).isEqualTo(4);
      assertThat(reader.damage().orElseThrow().toString())
          .contains("segment ends too early")
          .endsWith("missing=4.." + (RECORDS - 1));
    }
    try (JournalReader reader = new JournalReader(directory, AllTypes.SCHEMA, RECORDS)) {
      assertThat(records.read(reader, RECORDS)).isEqualTo(11 - RECORDS);
      assertThat(reader.damage()).isEmpty();
    }
  }

  private int lengthAt(int start) {
    return java.nio.ByteBuffer.wrap(written)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .getInt(start + RecordDescriptor.LENGTH);
  }

  /** Where the record of a sequence begins; the segment's header lies before the first. */
  private int startOf(long sequence) {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.wrap(written).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int start = -1;
    for (int at = 4; at <= written.length - RecordDescriptor.PAYLOAD && start < 0; at += 4) {
      int length = bytes.getInt(at - 4);
      if (length >= RecordDescriptor.PAYLOAD
          && bytes.getInt(at + RecordDescriptor.LENGTH) == length
          && bytes.getInt(at + RecordDescriptor.KIND) != RecordDescriptor.HEADER
          && bytes.getLong(at + RecordDescriptor.SEQUENCE) == sequence) {
        start = at;
      }
    }
    return start;
  }

  private int endOfContent() {
    int end = written.length;
    while (written[end - 1] == 0) {
      end--;
    }
    return end;
  }
}
