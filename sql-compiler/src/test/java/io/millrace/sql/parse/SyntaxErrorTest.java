package io.millrace.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxErrorTest {
  private static final String CASES = "syntax-errors.txt";
  private static final String BETWEEN_CASES = "\n-----\n";

  @Test
  void shouldSayWhatIsWrongWhereAndWhatToDo() throws IOException {
    StringBuilder actual = new StringBuilder();
    String golden = read();
    for (String block : golden.split(BETWEEN_CASES, -1)) {
      String sql = block.substring(0, block.indexOf("\n=>\n"));
      actual.append(actual.length() == 0 ? "" : BETWEEN_CASES);
      actual.append(sql).append("\n=>\n").append(String.join("\n", outcomes(sql)));
    }
    assertThat(actual.append("\n").toString()).isEqualTo(golden);
  }

  private static List<String> outcomes(String sql) {
    List<String> outcomes = new ArrayList<>();
    StatementReader reader = new StatementReader(sql);
    while (true) {
      try {
        Statement statement = reader.next();
        if (statement == null) {
          return outcomes;
        }
        outcomes.add("ok: " + statement.sql());
      } catch (SqlException e) {
        outcomes.add(e.render(sql, "orders.sql").replace(System.lineSeparator(), "\n"));
      }
    }
  }

  private static String read() throws IOException {
    try (InputStream in = SyntaxErrorTest.class.getResourceAsStream(CASES)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shouldCountLinesAndColumnsWhateverEndsThem() {
    for (String newLine : List.of("\n", "\r\n", "\r")) {
      String sql =
          "SELECT 'ä😀'," + newLine + "\t/* a" + newLine + "b */ x y z" + newLine + "FROM t";
      assertThat(error(sql).position()).isEqualTo(new SqlPosition(3, 10, 3, 10));
    }
    assertThat(error("\uFEFFSELECT a FROM t x y").position())
        .isEqualTo(new SqlPosition(1, 20, 1, 20));
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeeply() {
    for (String[] around :
        new String[][] {
          {"(", ")"}, {"ABS(", ")"}, {"CASE WHEN a THEN ", " END"}, {"ARRAY[", "]"}
        }) {
      String fits = "SELECT " + around[0].repeat(100) + "1" + around[1].repeat(100) + " FROM t";
      assertThat(new StatementReader(fits).next()).isInstanceOf(QueryStatement.class);
      String deep = "SELECT " + around[0].repeat(20_000) + "1" + around[1].repeat(20_000);
      assertThat(error(deep))
          .hasMessage(
              "nested too deeply: levels=101 or more, limit=100; split the statement, or raise the limit nesting");
    }
  }

  @Test
  void shouldRefuseLongChainsOfOperators() {
    String deep = "expression is too deep: operators=251 or more in each other, limit=250";
    String many = "too many operators in a row: limit=1000";
    assertThat(error("SELECT 1" + " + 1".repeat(300) + " FROM t")).hasMessageStartingWith(deep);
    assertThat(error("SELECT 1" + " + 1".repeat(20_000) + " FROM t")).hasMessageStartingWith(many);
    assertThat(error("SELECT " + "NOT ".repeat(300) + "a FROM t")).hasMessageStartingWith(deep);
    assertThat(error("SELECT a FROM t WHERE a = 1" + " OR a = 2".repeat(20_000)))
        .hasMessageStartingWith(many);
    assertThat(error("SELECT a FROM t" + " UNION SELECT a FROM t".repeat(5_000)))
        .hasMessageMatching("statement is too deep.*|" + deep + ".*");
  }

  @Test
  void shouldTakeLongListsAndManyRows() {
    String values = "(1, 'a', 2 + 3), ".repeat(10_000) + "(1, 'b', -4)";
    assertThat(
            ((InsertStatement) new StatementReader("INSERT INTO t VALUES " + values).next()).rows())
        .hasSize(10_001);
    String list = "1, ".repeat(10_000) + "2";
    assertThat(new StatementReader("SELECT a FROM t WHERE a IN (" + list + ")").next())
        .isInstanceOf(QueryStatement.class);
  }

  @Test
  void shouldRefuseStatementsThatAreTooLongAndGoOn() {
    StatementReader reader =
        new StatementReader("SELECT '" + "x".repeat(1 << 20) + "' FROM t; SET a = 'b'");
    assertThat(catchThrowableOfType(SqlException.class, reader::next))
        .hasMessage(
            "string is too long: characters=1048576, limit=16384; shorten it, or raise the limit literal-length");
    assertThat(reader.next()).isInstanceOf(SetStatement.class);
  }

  private static SqlException error(String sql) {
    return catchThrowableOfType(SqlException.class, () -> new StatementReader(sql).next());
  }
}
