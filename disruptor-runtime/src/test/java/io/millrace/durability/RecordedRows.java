package io.millrace.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.table.ChildProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many rows the engines of a {@link CrashProgram} said are recorded, and how many there are
 * when they come back.
 */
final class RecordedRows {
  private final Set<String> keeping;
  private final Map<String, Long> recorded = new HashMap<>();
  private long lost;

  /**
   * Nothing is recorded yet.
   *
   * @param keeping names of engines that must have all that they said is recorded
   */
  RecordedRows(Set<String> keeping) {
    this.keeping = keeping;
  }

  /** Takes note of what an engine says, or checks it. */
  void read(String line, String about) {
    String[] words = line.split(" ", -1);
    if (words.length < 3 || !words[1].startsWith("reco")) {
      return;
    }
    String engine = words[0];
    long rows = Long.parseLong(words[2]);
    if (words[1].equals("recovered")) {
      long said = recorded.getOrDefault(engine, 0L);
      if (keeping.contains(engine)) {
        assertThat(rows).as("%s, %s: rows recorded", about, engine).isGreaterThanOrEqualTo(said);
      }
      lost += Math.max(0, said - rows);
    }
    recorded.put(engine, rows);
  }

  /** Reads so many lines of a process, or all if there are less. */
  void readSome(ChildProcess child, int lines, String about) throws IOException {
    String line = "";
    for (int i = 0; i < lines && line != null && !line.equals("done"); i++) {
      line = child.line();
      if (line != null) {
        read(line, about);
      }
    }
  }

  /** Runs engines to their end. */
  void readToEnd(List<CrashedEngine> engines, long rows, String about)
      throws IOException, InterruptedException {
    try (ChildProcess child = CrashedEngine.start(engines, rows)) {
      List<String> said = child.lines();
      said.forEach(line -> read(line, about));
      assertThat(said).as(about).last().isEqualTo("done");
    }
  }

  /** Rows that were said to be recorded and were not there, of all engines. */
  long lost() {
    return lost;
  }
}
