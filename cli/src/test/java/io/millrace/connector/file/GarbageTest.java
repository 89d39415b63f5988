package io.millrace.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.connector.ConnectorException;
import io.millrace.connector.Source;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageTest {
  private static final int RUNS = 1500;
  private static final String[] PIECES = {
    "1",
    "-",
    ".",
    "e",
    "a",
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r",
    "\r\n",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\\",
    "\\u00e4",
    "\\ud83d",
    "null",
    "true",
    "NaN",
    "\"c0\"",
    "\"c1\":",
    "{\"c0\":1,\"c1\":\"x\"}\n",
    "1,x\n",
    "2024-01-01T00:00:00",
    " ",
    "\t",
    "\ufeff",
    "ä"
  };

  @TempDir Path directory;

  @Test
  void shouldReadOrRejectEveryLineWhenFileIsGarbage() {
    for (long seed = 1; seed <= RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = random.nextInt(4) == 0 ? noise(random) : pieces(random);
      String name = random.nextBoolean() ? "x.csv" : "x.jsonl";
      FileFixture fixture = new FileFixture(directory).file(name, bytes);
      if (name.endsWith("csv")) {
        fixture.option("header", "false");
      }
      TypeKind[] kinds = TypeKind.values();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        TypeKind kind = kinds[random.nextInt(kinds.length)];
        fixture.column(
            "c" + (i - 1), kind == TypeKind.DECIMAL ? DataType.decimal(20, 2) : DataType.of(kind));
      }
      fixture.option("max-line-bytes", random.nextBoolean() ? "64" : "1000");
      List<String> rows = check(fixture, random.nextInt(1, 5), seed, bytes);
      fixture.option("format", name.substring(2)).option("dead-letter", "rejected");
      fixture.input(new TricklingInput(bytes, random));
      assertThat(fixture.rows()).as("seed=%s", seed).isEqualTo(rows);
    }
  }

  private static List<String> check(FileFixture fixture, int capacity, long seed, byte[] bytes) {
    String text = "seed=" + seed + ", text=" + new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> before = new ArrayList<>();
    boolean failed = false;
    try (Source source = fixture.capacity(capacity).source()) {
      fixture.rows(source, before);
    } catch (ConnectorException e) {
      failed = true;
    } catch (RuntimeException e) {
      fail(text, e);
    }
    List<String> rows = new ArrayList<>();
    try (Source source = fixture.option("on-error", "skip").source()) {
      fixture.rows(source, rows);
      assertThat(source.rowsSkipped() > 0).as(text).isEqualTo(failed);
      assertThat(source.rowsRead()).as(text).isEqualTo(rows.size());
      assertThat(rows.subList(0, before.size())).as(text).isEqualTo(before);
      assertThat(rows.size() == before.size() || failed).as(text).isTrue();
    } catch (RuntimeException e) {
      fail(text, e);
    }
    assertThat(fixture.capacity(97).rows()).as(text).isEqualTo(rows);
    return rows;
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] pieces(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
