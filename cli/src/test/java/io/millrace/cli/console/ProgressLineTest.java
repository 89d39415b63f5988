package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shouldTakeLineAwayWhenClosed() throws InterruptedException {
    CountDownLatch shownTwice = new CountDownLatch(2);
    ProgressLine line =
        new ProgressLine(
            err,
            () -> {
              shownTwice.countDown();
              return "rows";
            });
    shownTwice.await();
    line.close();
    line.clear();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[Krows\r\u001b[Krows")
        .endsWith("rows\r\u001b[K");
  }

  @Test
  void shouldPrintNothingWhenClosedBeforeFirstShow() {
    new ProgressLine(err, () -> "").close();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("rows");
  }
}
