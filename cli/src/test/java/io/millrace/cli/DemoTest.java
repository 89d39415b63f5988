package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class DemoTest {
  @Test
  void shouldFindEveryAnswerRightWhenDemoRuns() {
    CommandRun run = CommandRun.of("demo", "--scale", "0.01", "--partitions", "1,2,3");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().split("✓ every row right", -1)).hasSize(1 + 5 * 3 + 2);
    assertThat(run.out())
        .contains("15,000 orders generated", "S3b", "100,000 trades", "vwap", "▁", "█")
        .contains("✓ all answers right")
        .doesNotContain("✗", "\u001b[");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void shouldShowOnlyWhatIsAskedWhenScenariosAreNamed() {
    CommandRun run = CommandRun.of("demo", "--scale", "0.001", "-p", "2", "--scenario", "s0,S3a");
    assertThat(run.out())
        .contains("S0  pure SELECT", "S3a  tumbling window", "2 partitions")
        .doesNotContain("S1", "1 partition", "trades");
  }

  @Test
  void shouldColourWhenTerminalShowsIt() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console plain = Console.of(InputStream.nullInputStream(), out, err);
    Console terminal = new Console(plain.in(), out, plain.err(), true, true);
    Main.execute(terminal, "demo", "--scale", "0.001", "-p", "1", "--scenario", "S0");
    boolean wanted = io.millrace.cli.console.Terminal.wantsColour();
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8).contains("\u001b[1m"))
        .isEqualTo(wanted);
  }

  @Test
  void shouldEndQuietlyWhenNobodyReadsReport() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = Console.of(InputStream.nullInputStream(), closed, err);
    assertThat(Main.execute(console, "demo", "--scale", "0.001")).isEqualTo(ExitStatus.BROKEN_PIPE);
    assertThat(err.size()).isZero();
  }
}
