package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.BOOLEAN;
import static io.millrace.connector.file.FileFixture.DOUBLE;
import static io.millrace.connector.file.FileFixture.INTEGER;
import static io.millrace.connector.file.FileFixture.REAL;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.type.DataType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonSourceTest {
  @TempDir Path directory;

  private FileFixture json(String text) {
    return new FileFixture(directory).file("in.jsonl", text);
  }

  private FileFixture idAndName(String text) {
    return json(text).column("id", BIGINT).column("name", VARCHAR);
  }

  @Test
  void shouldMatchFieldsByNameWhenTheirOrderDiffers() {
    assertThat(
            idAndName(
                    "{\"name\":\"ann\",\"id\":1}\n { \"id\" : 2 , \"name\" : \"bob\" } \r\n\n{\"ID\":3}")
                .rows())
        .containsExactly("1 ann", "2 bob", "3 null");
  }

  @Test
  void shouldPreferExactNameWhenAnotherFieldDiffersInCase() {
    assertThat(idAndName("{\"ID\":1,\"id\":2,\"Id\":3}\n{\"ID\":1,\"Id\":4}\n").rows())
        .containsExactly("2 null", "4 null");
  }

  @Test
  void shouldForgetNullWhenFieldIsGivenAgain() {
    assertThat(idAndName("{\"ID\":null,\"id\":2}\n{\"id\":1,\"id\":null}\n").rows())
        .containsExactly("2 null", "null null");
  }

  @Test
  void shouldReadNullWhenFieldIsMissingOrNull() {
    assertThat(idAndName("{}\n{\"id\":null,\"name\":\"\"}\n").rows())
        .containsExactly("null null", "null ");
  }

  @Test
  void shouldFailWhenFieldOfNotNullColumnIsMissing() {
    DataType notNull = BIGINT.withNullable(false);
    assertThatThrownBy(() -> json("{\"x\":1}\n").column("id", notNull).rows())
        .hasMessageContaining(
            "line=1, column=id, text='{\"x\":1}', "
                + "reason=the field is missing, but the column is NOT NULL;");
    assertThatThrownBy(() -> json("{\"id\":null}\n").column("id", notNull).rows())
        .hasMessageContaining(
            "line=1, position=7, column=id, text='null', reason=NULL in a column");
  }

  @Test
  void shouldIgnoreUnknownFieldsWhenTheyAreNested() {
    assertThat(
            idAndName(
                    "{\"x\":{\"id\":9,\"y\":[1,{\"name\":\"}]\\\"\"},[],{}]},\"id\":1,\"z\":[],"
                        + "\"name\":\"n\",\"w\":-1.5e+3}\n")
                .rows())
        .containsExactly("1 n");
  }

  @Test
  void shouldDecodeEscapesWhenStringsHaveThem() {
    assertThat(
            idAndName(
                    "{\"n\\u0061me\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\u20AC\\ud83d\\uDE00ä\"}")
                .rows())
        .containsExactly("null \"\\/\b\f\n\r\tä€😀ä");
    assertThat(idAndName("{\"name\":\"a\\u0000b\"}").rows()).containsExactly("null a\0b");
  }

  @Test
  void shouldKeepAllDigitsWhenColumnIsDecimal() {
    assertThat(
            json("{\"d\":0.1234567890123456789,\"e\":12.5}\n{\"d\":\"-1.5\",\"e\":\"7\"}\n")
                .column("d", DataType.decimal(38, 19))
                .column("e", DataType.decimal(10, 2))
                .rows())
        .containsExactly("0.1234567890123456789 12.50", "-1.5000000000000000000 7.00");
  }

  @Test
  void shouldReadNumbersAndBooleansWhenTheyAreTextToo() {
    assertThat(
            json("{\"a\":1,\"b\":1.5,\"c\":true,\"d\":2.5}\n"
                    + "{\"a\":\"1\",\"b\":\"NaN\",\"c\":\"false\",\"d\":\"-Infinity\"}\n")
                .column("a", INTEGER)
                .column("b", DOUBLE)
                .column("c", BOOLEAN)
                .column("d", REAL)
                .rows())
        .containsExactly("1 1.5 true 2.5", "1 NaN false -Infinity");
  }

  @Test
  void shouldKeepTextOfNumbersWhenColumnIsVarchar() {
    assertThat(idAndName("{\"name\":1.50}\n{\"name\":true}\n").rows())
        .containsExactly("null 1.50", "null true");
  }

  @Test
  void shouldFailWhenTypesDoNotMatch() {
    assertThatThrownBy(() -> idAndName("{\"id\":true}").rows())
        .hasMessageContaining(
            "line=1, position=7, column=id, text='true', reason=not a value of BIGINT;");
    assertThatThrownBy(() -> idAndName("{\"name\": [1, 2]}").rows())
        .hasMessageContaining(
            "column=name, text='[1, 2]', reason=a nested value cannot be a VARCHAR");
    assertThatThrownBy(() -> json("{\"c\":1}").column("c", BOOLEAN).rows())
        .hasMessageContaining("column=c, text='1', reason=not a value of BOOLEAN;");
  }

  @Test
  void shouldNamePositionWhenJsonIsMalformed() {
    assertMalformed("1", 1, "expected {");
    assertMalformed("{", 2, "expected a field name");
    assertMalformed("{\"id\"}", 6, "expected :");
    assertMalformed("{\"id\":}", 7, "expected a value");
    assertMalformed("{\"id\":1", 8, "expected , or }");
    assertMalformed("{\"id\":1,}", 9, "expected a field name");
    assertMalformed("{\"id\":01}", 7, "a number must not start with 0");
    assertMalformed("{\"id\":1.}", 7, "a number must have digits behind its point");
    assertMalformed("{\"id\":1e}", 7, "a number must have digits in its exponent");
    assertMalformed("{\"id\":+1}", 7, "expected a value");
    assertMalformed("{\"id\":nul}", 7, "expected a value");
    assertMalformed("{\"id\":1} x", 10, "text follows the object");
    assertMalformed("{\"id", 5, "a string is not closed");
    assertMalformed("{\"i\td\":1}", 4, "a control character in a string");
    assertMalformed("{\"\\x\":1}", 3, "an unknown escape in a string");
    assertMalformed("{\"\\u12g4\":1}", 3, "an escape in a string needs four hexadecimal digits");
    assertMalformed("{\"\\ud800\":1}", 3, "half a surrogate pair in a string");
    assertMalformed("{\"\\ude00\\ud83d\":1}", 3, "half a surrogate pair in a string");
    assertMalformed("{\"x\":[1,]}", 9, "expected a value");
    assertMalformed("{\"x\":[1 2]}", 9, "expected , or ]");
    assertMalformed("{\"x\":{\"y\" 1}}", 11, "expected :");
    assertMalformed("{\"x\":" + "[".repeat(2000), 1006, "nested too deeply");
  }

  private void assertMalformed(String line, int position, String reason) {
    assertThatThrownBy(() -> idAndName("\n" + line + "\n").rows())
        .as(line)
        .hasMessageContaining("line=2, position=" + position + ", ")
        .hasMessageContaining("reason=malformed JSON, " + reason + ";");
  }
}
