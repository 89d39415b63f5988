package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOptionsTest {
  @TempDir Path directory;

  private FileFixture csv() {
    return new FileFixture(directory).option("path", "x.csv").column("id", BIGINT);
  }

  private void assertRefused(FileFixture fixture, String message) {
    assertThatThrownBy(fixture::stream).hasMessage(message);
  }

  @Test
  void shouldNameCandidatesWhenOptionIsUnknown() {
    assertRefused(
        csv().option("formt", "csv"),
        "unknown option: stream=s, option=formt; did you mean format?");
    assertRefused(
        csv().option("zzz", "1"),
        "unknown option: stream=s, option=zzz; choose one of path, format, timestamp-unit, "
            + "on-error, dead-letter, max-line-bytes, changelog, header, delimiter, null, connector");
  }

  @Test
  void shouldNameChoicesWhenValueIsWrong() {
    assertRefused(
        csv().option("format", "cvs"),
        "wrong value of option: stream=s, option=format, value=cvs; choose one of csv, jsonl");
    assertRefused(
        csv().option("header", "yes"),
        "wrong value of option: stream=s, option=header, value=yes; choose one of true, false");
    assertRefused(
        csv().option("timestamp-unit", "min"),
        "wrong value of option: stream=s, option=timestamp-unit, value=min; "
            + "choose one of s, ms, us, ns");
    assertRefused(
        csv().option("on-error", "skp"),
        "wrong value of option: stream=s, option=on-error, value=skp; did you mean skip?");
    assertRefused(
        csv().option("max-line-bytes", "1k"),
        "wrong value of option: stream=s, option=max-line-bytes, value=1k; "
            + "it must be a whole number from 64 to 1073741824");
    for (String delimiter : new String[] {"", ";;", "\"", "\n", "ä"}) {
      assertRefused(
          csv().option("delimiter", delimiter),
          "wrong value of option: stream=s, option=delimiter, value="
              + delimiter
              + "; it must be one ASCII character, not a quote or line break, or \\t");
    }
  }

  @Test
  void shouldAskForOptionWhenItIsMissing() {
    assertRefused(
        new FileFixture(directory).column("id", BIGINT),
        "missing option: stream=s, option=path; add 'path'='…' to the options of the stream");
    assertRefused(
        csv().option("path", "x.txt"),
        "missing option: stream=s, option=format; add 'format'='…' to the options of the stream");
  }

  @Test
  void shouldRefuseOptionWhenItDoesNotGoWithOthers() {
    assertRefused(
        csv().option("format", "jsonl").option("header", "true"),
        "wrong value of option: stream=s, option=header, value=true; "
            + "it goes with 'format'='csv' only; leave it out");
    assertRefused(
        csv().option("dead-letter", "x"),
        "wrong value of option: stream=s, option=dead-letter, value=x; "
            + "it goes with 'on-error'='skip' only; add that or leave it out");
  }

  @Test
  void shouldRefuseStreamWhenItHasNoColumns() {
    assertRefused(
        new FileFixture(directory).option("path", "x.csv"),
        "stream has no columns: stream=s; declare those that the file has");
  }

  @Test
  void shouldRefuseToReadWhenStreamIsChangelog() {
    assertThatThrownBy(() -> csv().option("changelog", "true").source())
        .hasMessage(
            "cannot read changelog: stream=s, file=x.csv; "
                + "leave out 'changelog' to read all its rows as new rows");
  }
}
