package io.millrace.durability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One thing that is done with the queries of a durable engine.
 *
 * @param rows how many rows come before it
 * @param name of the query; null where none is named
 * @param query that comes, alone or in the place of another one; null else
 * @param running the named queries just before
 */
record ControlStep(
    long rows,
    Action action,
    String name,
    ControlledQuery query,
    Map<String, ControlledQuery> running) {
  private static final int MOST_ROWS = 250;
  private static final int MOST_QUERIES = 6;

  enum Action {
    ADD,
    ADD_UNNAMED,
    PAUSE,
    RESUME,
    REPLACE,
    CANCEL,
    CHECKPOINT,
    END
  }

  /** Of this number of steps, the last one the end. */
  static List<ControlStep> plan(
      SplittableRandom random, int count, List<ControlledQuery.Kind> kinds) {
    List<ControlStep> steps = new ArrayList<>();
    Map<String, ControlledQuery> running = new LinkedHashMap<>();
    long rows = 0;
    while (steps.size() < count) {
      rows += 1 + random.nextInt(MOST_ROWS);
      Action action = Action.values()[random.nextInt(Action.values().length - 1)];
      ControlledQuery.Kind kind = kinds.get(random.nextInt(kinds.size()));
      ControlledQuery query = new ControlledQuery(kind, random.nextInt(kind.texts()));
      int which = random.nextInt(1 << 16);
      String name =
          running.isEmpty() ? null : List.copyOf(running.keySet()).get(which % running.size());
      if (running.isEmpty() || action == Action.CANCEL && running.size() < MOST_QUERIES / 2) {
        action = Action.ADD;
      }
      switch (action) {
        case ADD -> name = running.size() < MOST_QUERIES ? "query " + steps.size() : null;
        case ADD_UNNAMED, CHECKPOINT -> name = null;
        case REPLACE -> query = running.get(name).next();
        default -> query = null;
      }
      if (name == null && action == Action.ADD) {
        action = Action.CHECKPOINT;
      }
      boolean isOfTable = name != null && action != Action.ADD && running.get(name).isTable();
      if (isOfTable && action != Action.CANCEL
          || action == Action.REPLACE && query.kind().texts() == 1) {
        action = Action.CHECKPOINT;
        name = null;
      }
      steps.add(new ControlStep(rows, action, name, query, new LinkedHashMap<>(running)));
      switch (action) {
        case ADD, REPLACE -> running.put(name, query);
        case CANCEL -> running.remove(name);
        default -> {}
      }
    }
    steps.add(new ControlStep(rows + MOST_ROWS, Action.END, null, null, running));
    return steps;
  }
}
