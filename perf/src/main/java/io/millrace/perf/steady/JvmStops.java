package io.millrace.perf.steady;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the JVM stopped the program for, by the JDK Flight Recorder: operations of the VM by name
 * and asking thread, with those that were safepoints, and how long the longest was. Nothing is read
 * before the end.
 */
final class JvmStops implements AutoCloseable {
  private static final String OPERATION = "jdk.ExecuteVMOperation";
  private static final String BEGIN = "jdk.SafepointBegin";
  private static final String END = "jdk.SafepointEnd";
  private static final String COLLECTION = "jdk.GarbageCollection";
  private static final double NS_PER_MS = 1e6;

  private final Recording recording = new Recording();

  /** Begins to record. */
  JvmStops() {
    for (String event : new String[] {OPERATION, BEGIN, END, COLLECTION}) {
      recording.enable(event).withoutThreshold().withoutStackTrace();
    }
    recording.disable("io.millrace.Latency");
    recording.setToDisk(true);
    recording.start();
  }

  /**
   * What happened between two times.
   *
   * @param safepoints how often all threads were stopped
   * @param longestMs from the order to stop to the end of the longest
   * @param collections garbage collections
   * @param operations number and longest time by operation, asking thread and whether all stopped
   */
  record Found(
      int safepoints, double longestMs, int collections, Map<String, Operation> operations) {}

  /**
   * One operation of the VM.
   *
   * @param count how often
   * @param longestMs the longest
   */
  record Operation(int count, double longestMs) {
    Operation plus(Operation other) {
      return new Operation(count + other.count, Math.max(longestMs, other.longestMs));
    }
  }

  /** Ends the recording and sums up what lies between two times. */
  Found between(Instant from, Instant to) throws IOException {
    Path file = Files.createTempFile("steady", ".jfr");
    try {
      recording.stop();
      recording.dump(file);
      return sum(file, from, to);
    } finally {
      Files.delete(file);
    }
  }

  private static Found sum(Path file, Instant from, Instant to) throws IOException {
    Map<Long, Instant> begun = new HashMap<>();
    Map<String, Operation> operations = new TreeMap<>();
    int safepoints = 0;
    int collections = 0;
    double longestMs = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getStartTime().isBefore(from) || event.getStartTime().isAfter(to)) {
        continue;
      }
      switch (event.getEventType().getName()) {
        case BEGIN -> {
          safepoints++;
          begun.put(event.getLong("safepointId"), event.getStartTime());
        }
        case END -> {
          Instant begin = begun.get(event.getLong("safepointId"));
          if (begin != null) {
            longestMs = Math.max(longestMs, ms(Duration.between(begin, event.getEndTime())));
          }
        }
        case COLLECTION -> collections++;
        case OPERATION ->
            operations.merge(
                describe(event), new Operation(1, ms(event.getDuration())), Operation::plus);
        default -> {}
      }
    }
    return new Found(safepoints, longestMs, collections, operations);
  }

  private static String describe(RecordedEvent event) {
    String caller =
        event.getThread("caller") == null
            ? "the JVM"
            : String.valueOf(
                event.getThread("caller").getJavaName() == null
                    ? event.getThread("caller").getOSName()
                    : event.getThread("caller").getJavaName());
    return event.getString("operation")
        + (event.getBoolean("safepoint") ? ", safepoint" : ", no safepoint")
        + ", asked for by "
        + caller;
  }

  private static double ms(Duration duration) {
    return duration.toNanos() / NS_PER_MS;
  }

  @Override
  public void close() {
    recording.close();
  }
}
