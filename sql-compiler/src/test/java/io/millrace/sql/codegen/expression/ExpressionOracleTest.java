package io.millrace.sql.codegen.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sql.codegen.expression.OracleTable.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every expression of the files under {@code oracle}, as written and as Calcite simplifies it, on
 * every row of a table of awkward values against DuckDB. A line is an expression; where DuckDB
 * writes it differently, its form stands behind {@code ##}; where it computes something else, the
 * {@link OracleDeviation} stands behind {@code !!} and must occur.
 */
class ExpressionOracleTest {
  private static final long SEED = 20240229;
  private static final Path FOLDER = Path.of("src", "test", "resources", "oracle");
  private static OracleTable table;

  @BeforeAll
  static void open() throws Exception {
    table = new OracleTable(SEED);
  }

  @AfterAll
  static void close() throws Exception {
    table.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldAgreeWithDuckDb() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    List<String> differences = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] rule = line.split("!!", 2);
      String[] forms = rule[0].split("##", 2);
      OracleDeviation deviation = rule.length > 1 ? OracleDeviation.valueOf(rule[1].strip()) : null;
      compare(forms[0].strip(), forms[forms.length - 1].strip(), deviation, differences);
    }
    assertThat(differences).as("seed=" + SEED).isEmpty();
  }

  private static void compare(
      String sql, String duckSql, OracleDeviation deviation, List<String> differences) {
    RexNode plain = table.schema().expression(sql);
    RexNode simplified = table.schema().simplified(sql);
    CompiledExpression compiled = new CompiledExpression(table.schema(), plain);
    List<Object> expected = table.duckResults(duckSql, compiled.value().type());
    compare(sql, compiled, expected, deviation, differences);
    if (!simplified.toString().equals(plain.toString())) {
      CompiledExpression other = new CompiledExpression(table.schema(), simplified);
      compare(sql + " simplified to " + simplified, other, expected, null, differences);
    }
  }

  private static void compare(
      String sql,
      CompiledExpression compiled,
      List<Object> expected,
      OracleDeviation deviation,
      List<String> differences) {
    int deviating = 0;
    for (int row = 0; row < table.size(); row++) {
      Object actual = evaluate(compiled, row);
      if (same(actual, expected.get(row))) {
        continue;
      }
      if (deviation != null && deviation.explains(actual, expected.get(row))) {
        deviating++;
      } else {
        differences.add(
            sql
                + ": ours="
                + actual
                + ", DuckDB="
                + expected.get(row)
                + ", row: "
                + table.describe(row, sql));
      }
    }
    if (deviation != null && deviating == 0) {
      differences.add(sql + ": does not deviate any more");
    }
  }

  private static Object evaluate(CompiledExpression compiled, int row) {
    try {
      Object result = compiled.evaluate(table.row(row));
      return result instanceof Long number ? BigDecimal.valueOf(number) : result;
    } catch (ArithmeticException | IllegalArgumentException e) {
      return new Failure(e.getMessage());
    }
  }

  private static boolean same(Object ours, Object theirs) {
    if (ours == null || theirs == null) {
      return ours == theirs;
    }
    if (ours instanceof Failure && theirs instanceof Failure) {
      return true;
    }
    if (ours instanceof BigDecimal a && theirs instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (ours instanceof Number a && theirs instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x == y || (Double.isNaN(x) && Double.isNaN(y)) || Math.abs(x - y) <= 2 * Math.ulp(x);
    }
    return ours.equals(theirs);
  }
}
