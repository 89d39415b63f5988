package io.millrace.recovery;

import io.millrace.Delivery;
import io.millrace.query.CompiledQuery;
import io.millrace.query.QueryText;
import io.millrace.query.StateShape;
import io.millrace.ring.QueryLabel;
import io.millrace.ring.QueryRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** What the program has declared, matched with what was recorded. One thread. */
final class Declarations {
  private final Map<String, Declaration> byName = new LinkedHashMap<>();
  private final Map<String, QueryRun> running = new LinkedHashMap<>();
  private final Map<String, QueryPlace> places = new LinkedHashMap<>();
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
   * What is to run with state that a checkpoint holds.
   *
   * @throws IllegalStateException if its state is of another shape now
   */
  CompiledQuery taking(QueryState recorded, String routing) {
    CompiledQuery query = beginning(recorded.name(), recorded.sql());
    String reason =
        difference(routing, recorded.stateShape(), query.routing().key(), query.stateShape());
    if (!reason.isEmpty()) {
      throw refusal(recorded.name(), recorded.sql(), QueryText.of(query), reason);
    }
    return query;
  }

  private static String difference(CompiledQuery was, CompiledQuery is) {
    return difference(was.routing().key(), was.stateShape(), is.routing().key(), is.stateShape());
  }

  private static String difference(
      String wasRouting, String wasShape, String isRouting, String isShape) {
    return wasRouting.equals(isRouting)
        ? StateShape.difference(wasShape, isShape)
        : "keys differ: was " + wasRouting + ", is " + isRouting;
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

  /**
   * What runs while recorded rows are replayed: what ran then, and only behind them what is
   * declared now. If that has other columns, which its subscriber counts on, it runs at once, if
   * its state is alike.
   */
  CompiledQuery beginning(String name, String sql) {
    CompiledQuery declared = of(name, sql).query();
    if (QueryText.of(declared).equals(sql)) {
      return declared;
    }
    CompiledQuery recorded = compile(sql);
    boolean fits = recorded.outputSchema().equals(declared.outputSchema());
    return fits || !difference(recorded, declared).isEmpty() ? recorded : declared;
  }

  void runs(String name, QueryRun run) {
    running.put(name, run);
    places.put(name, QueryPlace.of(run.query()));
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

  /** Where each query ran that was replayed, by name. */
  Map<String, QueryPlace> places() {
    return places;
  }

  Collection<Declaration> all() {
    return byName.values();
  }

  /** Queries over a stream that run, but are declared with another text. */
  List<Declaration> changed(String stream) {
    List<Declaration> changed = new ArrayList<>();
    running.forEach(
        (name, run) -> {
          if (run.query().stream().equalsIgnoreCase(stream)
              && !QueryText.of(run.query()).equals(QueryText.of(byName.get(name).query()))) {
            changed.add(byName.get(name));
          }
        });
    return changed;
  }

  /**
   * Checks that what runs over a stream at the end of replay can go on as what is declared.
   *
   * @throws IllegalStateException if it cannot
   */
  void checkFinal(String stream) {
    running.forEach(
        (name, run) -> {
          if (run.query().stream().equalsIgnoreCase(stream) && !byName.containsKey(name)) {
            throw new IllegalStateException(
                "recorded query has no subscriber: query="
                    + name
                    + ", sql="
                    + QueryText.of(run.query())
                    + "; subscribe to it by its name before recover(), and cancel it afterwards if"
                    + " it is not wanted any more");
          }
        });
    for (Declaration declared : changed(stream)) {
      CompiledQuery runs = running.get(declared.name()).query();
      String reason = difference(runs, declared.query());
      if (!reason.isEmpty()) {
        throw refusal(declared.name(), QueryText.of(runs), QueryText.of(declared.query()), reason);
      }
    }
  }
}
