package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Console terminal =
      new Console(InputStream.nullInputStream(), bytes, err, true, true);

  @Test
  void shouldTakeLineAwayWhenClosed() throws InterruptedException {
    CountDownLatch shownTwice = new CountDownLatch(2);
    ProgressLine line =
        new ProgressLine(
            terminal,
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
    new ProgressLine(terminal, () -> "").close();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("rows");
  }

  @Test
  void shouldPrintNothingWhenNoTerminal() {
    Console file = Console.of(InputStream.nullInputStream(), bytes, bytes);
    ProgressLine line =
        new ProgressLine(
            file,
            () -> {
              throw new AssertionError("asked for text");
            });
    line.close();
    assertThat(bytes.size()).isZero();
  }
}
