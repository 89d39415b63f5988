package io.millrace.perf.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorkerResultTest {
  @Test
  void shouldReadWhatAWorkerPrintsAndPassOverOtherLines() {
    String output =
        "WARNING: an option is deprecated\nrows 4096\nanswer 12 rows, fingerprint 1f\n"
            + "ns 30 10 20\nanswered by nobody\n";
    assertThat(WorkerResult.parse(output))
        .isEqualTo(new WorkerResult(4096, "12 rows, fingerprint 1f", 20));
  }

  @Test
  void shouldReadLinesThatEndWithACarriageReturn() {
    assertThat(WorkerResult.parse("rows 1\r\nanswer a\r\nns 5\r\n"))
        .isEqualTo(new WorkerResult(1, "a", 5));
  }

  @Test
  void shouldSayWhatIsMissing() {
    assertThatThrownBy(() -> WorkerResult.parse("rows 1\nns 5\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no output of a worker: missing=answer, output=rows 1\nns 5");
  }

  @Test
  void shouldRefuseWhatIsNoNumber() {
    assertThatThrownBy(() -> WorkerResult.parse("rows 1\nanswer a\nns 5 five\n"))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void shouldReadWhatTheWorkerReallyPrints() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      PairWorker.main(new String[] {"S2", "engine", "10", "10000", "0", "0"});
    } finally {
      System.setOut(before);
    }
    WorkerResult result = WorkerResult.parse(bytes.toString(StandardCharsets.UTF_8));
    assertThat(result.rows()).isEqualTo(8192);
    assertThat(result.answer()).startsWith("8192 rows, fingerprint ");
    assertThat(result.passNs()).isPositive();
  }
}
