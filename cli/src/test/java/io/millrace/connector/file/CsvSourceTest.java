package io.millrace.connector.file;

import static io.millrace.connector.file.FileFixture.BIGINT;
import static io.millrace.connector.file.FileFixture.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connector.ConnectorException;
import io.millrace.type.DataType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {
  @TempDir Path directory;

  private FileFixture csv(String text) {
    return new FileFixture(directory).file("in.csv", text);
  }

  private FileFixture idAndName(String text) {
    return csv(text).column("id", BIGINT).column("name", VARCHAR);
  }

  @Test
  void shouldMatchColumnsByNameWhenFileHasHeader() {
    assertThat(idAndName("NAME,other,Id\nann,x,1\nbob,y,2\n").rows())
        .containsExactly("1 ann", "2 bob");
  }

  @Test
  void shouldMatchColumnsByPositionWhenFileHasNoHeader() {
    assertThat(idAndName("1,ann,x\n2,bob\n").option("header", "false").rows())
        .containsExactly("1 ann", "2 bob");
  }

  @Test
  void shouldNameCandidatesWhenColumnIsNotInHeader() {
    assertThatThrownBy(() -> idAndName("id,nam\n1,ann\n").source())
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "column is not in the header: stream=s, file=in.csv, column=name; did you mean nam?");
  }

  @Test
  void shouldRefuseHeaderWhenColumnStandsThereTwice() {
    assertThatThrownBy(() -> idAndName("id,name,NAME\n").source())
        .hasMessageStartingWith(
            "column stands twice in the header: stream=s, file=in.csv, column=name;");
  }

  @Test
  void shouldReadQuotedFieldsWhenTheyHoldDelimitersQuotesAndLineBreaks() {
    assertThat(
            idAndName("id,name\n1,\"a,b\"\n2,\"say \"\"hi\"\"\"\n\"3\",\"x\ny\"\n4,e\"f\n").rows())
        .containsExactly("1 a,b", "2 say \"hi\"", "3 x\ny", "4 e\"f");
  }

  @Test
  void shouldReadQuotedHeaderWhenNamesAreQuoted() {
    assertThat(
            csv("\"a \"\"b\"\"\",\" c \"\n1,2\n")
                .column("a \"b\"", BIGINT)
                .column(" c ", BIGINT)
                .rows())
        .containsExactly("1 2");
  }

  @Test
  void shouldReadSameRowsWhenLinesEndInAnyUsualWay() {
    for (String end : new String[] {"\n", "\r\n"}) {
      String text = "id,name" + end + "1,ann" + end + "2,\"b\"";
      assertThat(idAndName(text).rows()).containsExactly("1 ann", "2 b");
      assertThat(idAndName(text + end).rows()).containsExactly("1 ann", "2 b");
      assertThat(idAndName(text + end + end).rows()).containsExactly("1 ann", "2 b");
    }
    assertThat(idAndName("id,name\r\n1,ann\r\n2,\"b\"\r").rows()).containsExactly("1 ann", "2 b");
  }

  @Test
  void shouldSkipByteOrderMarkWhenFileStartsWithOne() {
    assertThat(idAndName("\ufeffid,name\n1,ann\n").rows()).containsExactly("1 ann");
  }

  @Test
  void shouldReadNothingWhenFileIsEmptyOrHasOnlyHeader() {
    assertThat(idAndName("").rows()).isEmpty();
    assertThat(idAndName("").option("header", "false").rows()).isEmpty();
    assertThat(idAndName("id,name").rows()).isEmpty();
    assertThat(idAndName("id,name\n").rows()).isEmpty();
  }

  @Test
  void shouldReadNullWhenFieldIsEmptyAndNotQuoted() {
    assertThat(idAndName("id,name\n,\n1,\"\"\n\"\",x\n").rows())
        .containsExactly("null null", "1 ", "null x");
  }

  @Test
  void shouldReadNullWhenFieldIsTheDeclaredToken() {
    assertThat(idAndName("id,name\n\\N,\\N\n1,\n2,\"\\N\"\n").option("null", "\\N").rows())
        .containsExactly("null null", "1 ", "2 \\N");
  }

  @Test
  void shouldReadEmptyLinesAsNullWhenFileHasOneColumn() {
    assertThat(csv("name\nx\n\n\"\"\n").column("name", VARCHAR).rows())
        .containsExactly("x", "null", "");
  }

  @Test
  void shouldFailWhenNullIsInColumnThatIsNotNull() {
    DataType notNull = BIGINT.withNullable(false);
    assertThatThrownBy(() -> csv("id,x\n,1\n").column("id", notNull).rows())
        .hasMessage(
            "malformed line: stream=s, file=in.csv, line=2, column=id, text='', "
                + "reason=NULL in a column that is NOT NULL; correct the line, or pass over such "
                + "lines with 'on-error'='skip'");
  }

  @Test
  void shouldSplitAtDelimiterWhenAnotherIsDeclared() {
    assertThat(idAndName("id;name\n1;a,b\n").option("delimiter", ";").rows())
        .containsExactly("1 a,b");
    assertThat(idAndName("id\tname\n1\ta,b\n").option("delimiter", "\\t").rows())
        .containsExactly("1 a,b");
    assertThat(idAndName("id\tname\n1\ta,b\n").option("delimiter", "\t").rows())
        .containsExactly("1 a,b");
  }

  @Test
  void shouldTrimBlanksWhenColumnIsNotText() {
    assertThat(idAndName("id, name \n 1 , ann \n").rows()).containsExactly("1  ann ");
  }

  @Test
  void shouldFailWhenLineHasWrongNumberOfFields() {
    assertThatThrownBy(() -> idAndName("id,name\n1\n").rows())
        .hasMessageContaining("line=2, text='1', reason=1 fields instead of 2;");
    assertThatThrownBy(() -> idAndName("id,name\n1,2,3\n").rows())
        .hasMessageContaining("line=2, text='1,2,3', reason=3 fields instead of 2;");
    assertThatThrownBy(() -> idAndName("1\n").option("header", "false").rows())
        .hasMessageContaining("line=1, text='1', reason=1 fields instead of at least 2;");
  }

  @Test
  void shouldFailWhenTextFollowsClosingQuote() {
    assertThatThrownBy(() -> idAndName("id,name\n1,\"a\"b\n").rows())
        .hasMessageContaining("line=2, text='1,\"a\"b', reason=text follows a closing quote;");
  }

  @Test
  void shouldFailWhenQuoteIsNeverClosed() {
    assertThatThrownBy(() -> idAndName("id,name\n1,\"a\n2,b\n").rows())
        .hasMessageContaining("line=2, text='1,\"a', reason=a quote is opened and never closed;");
  }
}
