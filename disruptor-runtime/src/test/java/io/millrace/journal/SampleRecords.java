package io.millrace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Records that their sequence and a seed say all about. */
final class SampleRecords {
  private final long seed;
  private final int capacity;
  private final JournalEntry entry = new JournalEntry();
  private final JournalEntry expected = new JournalEntry();
  private final RecordBatch batch;
  private final RecordBatch back;
  private final Map<Long, String> texts = new HashMap<>();

  SampleRecords(long seed, int capacity) {
    this.seed = seed;
    this.capacity = capacity;
    this.batch = new RecordBatch(AllTypes.SCHEMA, capacity);
    this.back = new RecordBatch(AllTypes.SCHEMA, capacity);
  }

  private static JournalEntry set(JournalEntry entry, long sequence) {
    return entry
        .set(sequence, (int) (sequence % 3) - 2, sequence * 10)
        .event(sequence * 11)
        .source(sequence * 12, sequence * 13)
        .mark(sequence * 14, sequence * 15);
  }

  private static byte[] control(long sequence) {
    return ("control " + sequence).repeat((int) (sequence % 5)).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isControl(long sequence) {
    return sequence % 3 == 1;
  }

  private RecordBatch fill(long sequence) {
    SplittableRandom random = new SplittableRandom(seed + sequence);
    return AllTypes.fill(batch, random.nextInt(capacity + 1), random);
  }

  void append(JournalWriter writer, long sequence) {
    if (isControl(sequence)) {
      byte[] control = control(sequence);
      writer.append(set(entry, sequence), control, control.length);
    } else {
      writer.append(set(entry, sequence), fill(sequence));
    }
  }

  void append(JournalWriter writer, long from, long to) {
    for (long sequence = from; sequence < to; sequence++) {
      append(writer, sequence);
    }
  }

  /** Reads all that can be read, asserts that it is what was written, and answers how many. */
  long read(JournalReader reader, long from) {
    long sequence = from;
    while (reader.next(entry)) {
      String actual = text(reader);
      if (!actual.equals(texts.computeIfAbsent(sequence, this::text))) {
        assertThat(actual).as("seed=%d", seed).isEqualTo(texts.get(sequence));
      }
      sequence++;
    }
    return sequence - from;
  }

  private String text(JournalReader reader) {
    if (reader.isControl()) {
      return entry + new String(reader.control(), StandardCharsets.UTF_8);
    }
    reader.batch(back);
    return entry + AllTypes.text(back);
  }

  private String text(long sequence) {
    String head = set(expected, sequence).toString();
    return isControl(sequence)
        ? head + new String(control(sequence), StandardCharsets.UTF_8)
        : head + AllTypes.text(fill(sequence));
  }
}
