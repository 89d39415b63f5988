package io.millrace.recovery;

import io.millrace.Delivery;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryText;
import io.millrace.query.StateShape;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.QueryRun;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** What the program has declared, matched with what was recorded. One thread. */
final class Declarations {
  private final Map<String, Declaration> byName = new LinkedHashMap<>();
  private final Map<String, QueryRun> running = new LinkedHashMap<>();
  private final Function<String, CompiledQuery> compiler;
  private final IntSupplier numbers;

  /**
   * Declarations.
   *
   * @param compiler compiles SQL that was recorded
   * @param numbers gives each query its number
   */
  Declarations(
      Collection<Declaration> declared,
      Function<String, CompiledQuery> compiler,
      IntSupplier numbers) {
    declared.forEach(each -> byName.put(each.name(), each));
    this.compiler = compiler;
    this.numbers = numbers;
  }

  /**
   * The declaration of a query; one without a subscriber if there is none, which may do for a query
   * that the journal ends.
   */
  Declaration of(String name, String sql) {
    Declaration declared = byName.get(name);
    return declared != null
        ? declared
        : new Declaration(
            name, compile(sql), Delivery.ORDERED, (rows, at, sequence) -> {}, run -> {}, false);
  }

  private CompiledQuery compile(String text) {
    return QueryText.compile(text, compiler);
  }

  QueryLabel label(String name) {
    return new QueryLabel(numbers.getAsInt(), name);
  }

  /**
   * What is to run with state that a checkpoint holds: what is declared.
   *
   * @throws IllegalStateException if its state is of another shape
   */
  CompiledQuery taking(QueryState recorded, String routing) {
    CompiledQuery declared = of(recorded.name(), recorded.sql()).query();
    String reason =
        !declared.routing().key().equals(routing)
            ? "keys differ: was " + routing + ", is " + declared.routing().key()
            : StateShape.difference(recorded.stateShape(), declared.stateShape());
    if (!reason.isEmpty()) {
      throw refusal(recorded.name(), recorded.sql(), QueryText.of(declared), reason);
    }
    return declared;
  }

  private static IllegalStateException refusal(String name, String was, String is, String reason) {
    return new IllegalStateException(
        "state that was recorded does not fit the query: query="
            + name
            + ", reason="
            + reason
            + ", recorded="
            + was
            + ", declared="
            + is
            + "; declare it as it was, or give the new query another name");
  }

  /** What begins at a sequence that is replayed: what is declared, if its state is alike. */
  CompiledQuery beginning(String name, String sql) {
    CompiledQuery declared = of(name, sql).query();
    if (QueryText.of(declared).equals(sql)) {
      return declared;
    }
    CompiledQuery compiled = compile(sql);
    boolean alike =
        compiled.stateShape().equals(declared.stateShape())
            && compiled.routing().equals(declared.routing());
    return alike ? declared : compiled;
  }

  void runs(String name, QueryRun run) {
    running.put(name, run);
  }

  QueryRun run(String name) {
    return running.get(name);
  }

  void ended(String name) {
    running.remove(name);
  }

  Map<String, QueryRun> running() {
    return running;
  }

  Collection<Declaration> all() {
    return byName.values();
  }

  /**
   * Checks that what runs at the end of replay is what is declared.
   *
   * @throws IllegalStateException if it is not
   */
  void checkFinal() {
    for (Map.Entry<String, QueryRun> entry : running.entrySet()) {
      CompiledQuery runs = entry.getValue().query();
      if (!byName.containsKey(entry.getKey())) {
        throw new IllegalStateException(
            "recorded query has no subscriber: query="
                + entry.getKey()
                + ", sql="
                + QueryText.of(runs)
                + "; subscribe to it by its name before recover(), and cancel it afterwards if it"
                + " is not wanted any more");
      }
      CompiledQuery declared = byName.get(entry.getKey()).query();
      if (!QueryText.of(runs).equals(QueryText.of(declared))) {
        throw refusal(
            entry.getKey(),
            QueryText.of(runs),
            QueryText.of(declared),
            StateShape.difference(runs.stateShape(), declared.stateShape()));
      }
    }
  }
}
