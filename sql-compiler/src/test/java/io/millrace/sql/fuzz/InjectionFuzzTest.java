package io.millrace.sql.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.CompiledStatement.Explanation;
import io.millrace.query.SqlException;
import io.millrace.sql.SqlCompiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Names and literals of SQL never become code. The same again: {@code mvn test
 * -Dtest=InjectionFuzzTest -Dinjection.seed=123}; more: {@code -Dinjection.rounds=10000}.
 */
class InjectionFuzzTest {
  private static final int ROUNDS = Integer.getInteger("injection.rounds", 150);
  private static final int SOAK_ROUNDS = 20_000;
  private static final String TARGET = "CREATE STREAM t (x VARCHAR, y BIGINT)";

  private int refused;

  @Test
  void shouldKeepNamesAndLiteralsOutOfTheCode() {
    run(ROUNDS);
  }

  @Test
  @Tag("soak")
  void shouldKeepNamesAndLiteralsOutOfTheCodeForLong() {
    run(SOAK_ROUNDS);
  }

  private void run(int rounds) {
    long seed = Long.getLong("injection.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < rounds; round++) {
      HostileQuery query = HostileQuery.random(random);
      String about = "seed=" + seed + ", round=" + round + ", sql=" + query;
      try {
        check(query, about);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(about, e);
      }
    }
    assertThat(Canary.songs()).as("seed=" + seed).isZero();
    assertThat(refused).as("seed=" + seed).isLessThan(rounds / 4);
  }

  private void check(HostileQuery query, String about) {
    CompiledQuery compiled = compiledOrRefused(query, about);
    if (compiled == null) {
      refused++;
      return;
    }
    assertThat(compiled.code()).as(about).matches("[ -~\n]*");
    CompiledQuery harmless = (CompiledQuery) compile(query.harmless(), "");
    CodeComparison.check(compiled.code(), harmless.code(), about);
    checkOutput(query, compiled, about);
    String plan = ((Explanation) compile(query, "EXPLAIN ")).text();
    assertThat(plan).as(about).isEqualTo(compiled.plan());
    assertThat(((Explanation) compile(query, "EXPLAIN CODEGEN ")).text())
        .isEqualTo(compiled.code());
    assertThat(plan.lines().count()).as(about).isEqualTo(harmless.plan().lines().count());
    assertThat(compiled.stateShape().lines().count())
        .as(about)
        .isEqualTo(harmless.stateShape().lines().count());
  }

  /** The query, or null if it is refused, as names that are equal or too long are. */
  private static CompiledQuery compiledOrRefused(HostileQuery query, String about) {
    try {
      return (CompiledQuery) compile(query, "");
    } catch (SqlException e) {
      assertThat(e.position()).as(about + ", message=" + e.getMessage()).isNotNull();
      assertThat(e.render(query.toString(), "x.sql")).startsWith("error: ");
      return null;
    }
  }

  private static void checkOutput(HostileQuery query, CompiledQuery compiled, String about) {
    List<String> texts =
        new ArrayList<>(
            Arrays.asList(query.literal(0), query.literal(1), query.literal(2), null, "", "a"));
    texts.add(query.literal(0) + "a");
    texts.add("a" + query.literal(0));
    texts.add(query.name('X'));
    List<List<String>> output = EngineRun.of(compiled, EngineRun.rows(compiled, texts));
    if (HostileOracle.knows(query)) {
      List<List<String>> expected = HostileOracle.expected(query, texts);
      if (query.template().contains("UPPER")) {
        output.forEach(row -> row.set(0, null));
      }
      assertThat(output).as(about).isEqualTo(expected);
    } else {
      assertThat(output).as(about).isNotEmpty();
    }
  }

  private static CompiledStatement compile(HostileQuery query, String prefix) {
    Catalog catalog = new Catalog();
    for (String stream : new String[] {query.createStream(), TARGET}) {
      CreateStream create = (CreateStream) new SqlCompiler().open(stream, "test").next(catalog);
      if (catalog.find(create.definition().name()) == null) {
        catalog.add(create.definition());
      }
    }
    CompiledScript script = new SqlCompiler().open(prefix + query.sql(), "test");
    return script.next(catalog);
  }
}
