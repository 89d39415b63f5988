package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.run.MemorySize;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.execute(Console.of(InputStream.nullInputStream(), out, err), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "demo --help"})
  void shouldPrintHelpWhenAsked(String line) {
    assertThat(run(line.split(" "))).isEqualTo(ExitStatus.OK);
    assertThat(out()).contains("Usage:", "Exit status:", "--help").doesNotContain("\u001b[");
    assertThat(out().lines()).allMatch(text -> text.length() <= 100);
    assertThat(err()).isEmpty();
  }

  @Test
  void shouldPrintVersionWhenAsked() {
    assertThat(run("--version")).isEqualTo(ExitStatus.OK);
    assertThat(out()).matches("millrace [0-9]+\\.[0-9]+[^$]*\njava [0-9]+.*\n");
  }

  @Test
  void shouldPrintUsageWhenNothingIsAsked() {
    assertThat(run()).isEqualTo(ExitStatus.USAGE);
    assertThat(err()).contains("Commands:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                           | error: missing required parameter: 'FILE.sql'
          runn a.sql                    | Did you mean: millrace run
          run --partition 2 a.sql       | Possible solutions: --partitions
          run --partitions x a.sql      | error: invalid value for option '--partitions'
          run --partitions 0 a.sql      | error: value out of range: --partitions=0; it must be 1 to 128
          run --partitions 129 a.sql    | error: value out of range: --partitions=129; it must be 1 to 128
          run --batch 0 a.sql           | error: value out of range: --batch=0; it must be 1 to 1048576
          run --output xml a.sql        | value=xml; use one of table, csv, jsonl
          run --set x a.sql             | should be in KEY=VALUE format but was x
          run --wait spin a.sql         | value=spin; use one of blocking, spin-then-park, sleeping, yielding, busy-spin
          run --memory 3x a.sql         | not a size of memory: value=3x; write bytes, or a number with k, m or g
          run --allow disk a.sql        | nothing to allow: --allow=disk; choose one of file, file:read:DIR, file:write:DIR, file:stdin, file:stdout, file:classpath, tpch, none
          run --allow file:read: a.sql  | no directory: --allow=file:read:; name one behind it
          run --allow FILE a.sql        | nothing to allow: --allow=FILE; did you mean file
          run --limit windows=1 a.sql   | unknown limit: name=windows; use one of statement-length,
          run --limit nesting=101 a.sql | limit out of range: nesting=101; it must be 1 to 100
          run --limit queries=x a.sql   | invalid value for option '--limit'
          demo --scale 0                | value out of range: --scale=0; it must be 0.001 to 10
          demo --partitions 1,0         | value out of range: --partitions=0
          demo --scenario S4            | unknown scenario: --scenario=S4; use one of S0, S1, S2, S3a, S3b, trades
          run --memory 0 a.sql          | not a size of memory: value=0
          run --memory 99999999999g a.sql | not a size of memory
          """)
  void shouldSayWhatIsWrongWhenCommandLineIsWrong(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(ExitStatus.USAGE);
    assertThat(err()).contains(message).contains("see millrace").endsWith(" --help\n");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"65536,65536", "1k,1024", "512M,536870912", "2g,2147483648", "3 GiB,3221225472"})
  void shouldReadSizeWhenItHasUnit(String text, long bytes) {
    assertThat(MemorySize.parse(text)).isEqualTo(bytes);
  }
}
