package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.query.SqlException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementReaderTest {
  private static final String CREATE =
      """
      CREATE STREAM IF NOT EXISTS orders (
        order_id BIGINT NOT NULL,
        customer VARCHAR(20),
        note VARCHAR,
        amount DECIMAL(12, 2),
        share DOUBLE PRECISION,
        event_time TIMESTAMP(3) NOT NULL,
        took INTERVAL DAY TO SECOND,
        PRIMARY KEY (order_id),
        WATERMARK FOR event_time AS event_time - INTERVAL '1.5' SECOND
      ) WITH ('connector' = 'file', format = 'csv', 'limit' = 10)""";

  @Test
  void shouldReadEverythingInCreateStream() {
    CreateStatement create = (CreateStatement) one(CREATE);
    assertThat(create.kind()).isEqualTo(ObjectKind.STREAM);
    assertThat(create.ifNotExists()).isTrue();
    assertThat(create.name().text()).isEqualTo("orders");
    assertThat(create.columns().columns())
        .extracting(column -> column.name().text() + " " + column.type())
        .containsExactly(
            "order_id BIGINT NOT NULL",
            "customer VARCHAR(20)",
            "note VARCHAR",
            "amount DECIMAL(12, 2)",
            "share DOUBLE",
            "event_time TIMESTAMP(3) NOT NULL",
            "took INTERVAL DAY TO SECOND");
    assertThat(create.columns().watermark().column().text()).isEqualTo("event_time");
    assertThat(create.columns().watermark().delayNs()).isEqualTo(1_500_000_000L);
    assertThat(create.columns().primaryKey()).extracting(Name::text).containsExactly("order_id");
    assertThat(create.options())
        .extracting(option -> option.key() + "=" + option.value())
        .containsExactly("connector=file", "format=csv", "limit=10");
    assertThat(create.sql()).isEqualTo(CREATE);
  }

  @Test
  void shouldReadInsertExplainSetAndDrop() {
    InsertStatement values =
        (InsertStatement) one("INSERT INTO s (a, b) VALUES (1, 'x'), (2, NULL)");
    assertThat(values.isValues()).isTrue();
    assertThat(values.columns()).extracting(Name::text).containsExactly("a", "b");
    assertThat(values.rows()).hasSize(2);
    assertThat(values.rows().get(1)).extracting(Object::toString).containsExactly("2", "NULL");

    InsertStatement query = (InsertStatement) one("INSERT INTO s SELECT a FROM t EMIT FINAL");
    assertThat(query.isValues()).isFalse();
    assertThat(query.emit().mode()).isEqualTo(EmitMode.FINAL);

    ExplainStatement explain = (ExplainStatement) one("explain codegen for select a from t");
    assertThat(explain.mode()).isEqualTo(ExplainMode.CODEGEN);
    assertThat(explain.statement().sql()).isEqualTo("select a from t");
    assertThat(((ExplainStatement) one("EXPLAIN\n SELECT a\nFROM t")).statement().sql())
        .isEqualTo("SELECT a\nFROM t");

    SetStatement set = (SetStatement) one("SET 'End-of-Input' = 'hold'");
    assertThat(set.option().key()).isEqualTo("end-of-input");
    assertThat(set.option().value()).isEqualTo("hold");
    assertThat(((SetStatement) one("SET a.b = TRUE")).option().key()).isEqualTo("a.b");

    assertThat(((SetStatement) one("SET a = TRUE")).option().value()).isEqualTo("true");
    assertThat(((SetStatement) one("SET a = -1.50")).option().value()).isEqualTo("-1.50");

    DropStatement drop = (DropStatement) one("DROP STREAM IF EXISTS s");
    assertThat(drop.ifExists()).isTrue();
    assertThat(drop.name().text()).isEqualTo("s");
  }

  @Test
  void shouldSplitScriptsWhenSemicolonsStandInStringsAndComments() {
    StatementReader reader =
        new StatementReader(";; SET a = ';' -- not; here\n; /* nor; here */ SET b = 'x''; y'\n;;");
    assertThat(((SetStatement) reader.next()).option().value()).isEqualTo(";");
    Statement second = reader.next();
    assertThat(((SetStatement) second).option().value()).isEqualTo("x'; y");
    assertThat(second.position().line()).isEqualTo(2);
    assertThat(second.position().column()).isEqualTo(19);
    assertThat(reader.next()).isNull();
  }

  @Test
  void shouldGoOnBehindAStatementThatFailed() {
    StatementReader reader = new StatementReader("SET a = 1;\nSET = 2;\nSET # = 3;\nSET d = 4");
    assertThat(reader.next()).isNotNull();
    SqlException syntax = catchThrowableOfType(SqlException.class, reader::next);
    assertThat(syntax.position().line()).isEqualTo(2);
    SqlException lexical = catchThrowableOfType(SqlException.class, reader::next);
    assertThat(lexical).hasMessageStartingWith("illegal character: character=#, code=U+0023");
    assertThat(((SetStatement) reader.next()).option().value()).isEqualTo("4");
    assertThat(reader.next()).isNull();
  }

  @Test
  void shouldEndWhenAStringIsNotClosed() {
    StatementReader reader = new StatementReader("SET a = 1;\nSET b = 'x;\nSET c = 3;");
    assertThat(reader.next()).isNotNull();
    SqlException error = catchThrowableOfType(SqlException.class, reader::next);
    assertThat(error).hasMessage("string without end; close it with '");
    assertThat(error.position().column()).isEqualTo(9);
    assertThat(reader.next()).isNull();
  }

  @Test
  void shouldTakeEveryEmitClause() {
    List<String> clauses =
        List.of("", "EMIT FINAL", "EMIT CHANGES", "EMIT ON CHANGE", "EMIT EVERY INTERVAL '1' HOUR");
    assertThat(clauses)
        .extracting(clause -> ((QueryStatement) one("SELECT a FROM t " + clause)).emit().mode())
        .containsExactly(
            EmitMode.DEFAULT, EmitMode.FINAL, EmitMode.CHANGES, EmitMode.CHANGES, EmitMode.EVERY);
  }

  private static Statement one(String sql) {
    return new StatementReader(sql).next();
  }
}
