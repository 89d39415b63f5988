package io.millrace.corpus.oracle;

import io.millrace.sql.plan.Emission;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/** Groups that keep all of their rows. */
final class GroupOracle {
  /** A group: what its key expressions gave for its first row, its rows, and what it put out. */
  private static final class Group {
    private final Object[] keys;
    private final List<Object[]> rows = new ArrayList<>();
    private List<Object> shown;

    Group(Object[] keys) {
      this.keys = keys;
    }
  }

  private final QueryPlan plan;
  private final GroupPlan grouping;
  private final OracleOutput output;

  /** Groups by window start, in nanoseconds (null without windows) and key. */
  private final Map<List<Object>, Group> groups = new LinkedHashMap<>();

  GroupOracle(QueryPlan plan, OracleOutput output) {
    this.plan = plan;
    this.grouping = (GroupPlan) plan.operator();
    this.output = output;
  }

  /** Takes a row that passed the filter. */
  void accept(Object[] row, long watermarkNs) {
    Long start = null;
    if (grouping.window() != null) {
      Object time = row[grouping.window().eventTimeColumn()];
      if (time == null) {
        output.deadLetter();
        return;
      }
      start = Times.windowStart(time, grouping.window().sizeNs(), grouping.window().offsetNs());
      if (start + grouping.window().sizeNs() <= watermarkNs) {
        output.late();
        return;
      }
    }
    add(start, row);
  }

  private void add(Long start, Object[] row) {
    List<Object> place = new ArrayList<>();
    place.add(start);
    List<Object> keys = new ArrayList<>();
    for (RexNode key : grouping.keys()) {
      keys.add(Comparing.shownKey(Evaluator.eval(key, row)));
      place.add(Comparing.key(keys.get(keys.size() - 1)));
    }
    Group group = groups.getOrDefault(place, new Group(keys.toArray()));
    group.rows.add(row);
    try {
      Object[] fields = fields(group, start);
      if (plan.emission() == Emission.CHANGES) {
        change(group, fields);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      group.rows.remove(group.rows.size() - 1);
      throw e;
    }
    groups.put(place, group);
  }

  private void change(Group group, Object[] fields) {
    boolean passes = Evaluator.holds(plan.outputFilter(), fields);
    if (passes) {
      boolean again = group.shown != null;
      if (again && grouping.aggregates().isEmpty()) {
        return;
      }
      List<Object> values = output.values(fields);
      if (again && plan.putsOutOldValues()) {
        output.put("-U", group.shown);
      }
      output.put(again ? "+U" : "+I", values);
      group.shown = values;
    } else if (group.shown != null) {
      output.put("-D", group.shown);
      group.shown = null;
    }
  }

  private Object[] fields(Group group, Long start) {
    List<Object> fields = new ArrayList<>();
    for (GroupPlan.GroupField field : grouping.groups()) {
      if (field instanceof GroupPlan.GroupField.Key key) {
        fields.add(group.keys[key.index()]);
      } else {
        boolean end = field instanceof GroupPlan.GroupField.WindowEnd;
        fields.add(Times.timestamp(end ? start + grouping.window().sizeNs() : start));
      }
    }
    grouping.aggregates().forEach(a -> fields.add(Aggregates.of(a, group.rows)));
    return fields.toArray();
  }

  /** Puts out the windows that end at or before the watermark. */
  void advance(long watermarkNs) {
    if (grouping.window() != null) {
      close(watermarkNs);
    }
  }

  /** Puts out what is left. */
  void finish() {
    boolean global = grouping.groups().isEmpty();
    if (global && plan.emission() == Emission.FINAL && groups.isEmpty()) {
      groups.put(new ArrayList<>(), new Group(new Object[0]));
    }
    close(null);
  }

  /** Puts out what is held: the last row of each group, or what it would be if input ended. */
  void show() {
    if (plan.emission() == Emission.FINAL) {
      finish();
      return;
    }
    for (Group group : groups.values()) {
      if (group.shown != null) {
        output.put("+I", group.shown);
      }
    }
  }

  private void close(Long watermarkNs) {
    List<List<Object>> closed = new ArrayList<>(groups.keySet());
    if (grouping.window() != null) {
      closed.removeIf(place -> watermarkNs != null && end(place) > watermarkNs);
      closed.sort(Comparator.comparingLong(this::end));
    }
    for (List<Object> place : closed) {
      Group group = groups.remove(place);
      if (plan.emission() == Emission.FINAL) {
        putFinal(group, place.isEmpty() ? null : (Long) place.get(0));
      }
    }
  }

  private long end(List<Object> place) {
    return (Long) place.get(0) + grouping.window().sizeNs();
  }

  private void putFinal(Group group, Long start) {
    try {
      Object[] fields = fields(group, start);
      if (Evaluator.holds(plan.outputFilter(), fields)) {
        output.put("+I", output.values(fields));
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      output.failure(e);
    }
  }
}
