package io.millrace.corpus.oracle;

import io.millrace.batch.RecordBatch;
import io.millrace.query.Catalog;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.sql.parse.EmitMode;
import io.millrace.sql.parse.QueryStatement;
import io.millrace.sql.parse.Statement;
import io.millrace.sql.parse.StatementReader;
import io.millrace.sql.plan.Emission;
import io.millrace.sql.plan.EmissionRequest;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.PlanBuilder;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.RowNumberPlan;
import io.millrace.sql.validate.QueryValidator;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a SELECT naively. One use. */
public final class Oracle {
  private final StreamDefinition stream;
  private final QueryPlan plan;
  private final OracleOutput output;
  private final List<Object[]> waiting = new ArrayList<>();
  private final GroupOracle groups;
  private long watermarkNs = WatermarkSpec.NONE;

  private Oracle(StreamDefinition stream, QueryPlan plan) {
    this.stream = stream;
    this.plan = plan;
    this.output = new OracleOutput(plan.outputs());
    this.groups = plan.operator() instanceof GroupPlan ? new GroupOracle(plan, output) : null;
  }

  /**
   * Runs a query over rows in order of arrival.
   *
   * @param sql one SELECT
   * @param stream the stream that it reads
   * @param earlier rows that came before the query, which it does not see
   * @param rows rows that it sees
   * @param oldValues whether changes come with the old values before the new ones
   */
  public static OracleOutput run(
      String sql,
      StreamDefinition stream,
      RecordBatch earlier,
      RecordBatch rows,
      boolean oldValues) {
    Oracle oracle = new Oracle(stream, plan(sql, stream, oldValues));
    ObjectRows.of(earlier).forEach(oracle::moveWatermark);
    ObjectRows.of(rows).forEach(oracle::accept);
    oracle.finish();
    return oracle.output;
  }

  /** Like {@link #run}, but gives what an inspection behind the last row must show. */
  public static OracleOutput inspect(
      String sql,
      StreamDefinition stream,
      RecordBatch earlier,
      RecordBatch rows,
      boolean oldValues) {
    Oracle oracle = new Oracle(stream, plan(sql, stream, oldValues));
    ObjectRows.of(earlier).forEach(oracle::moveWatermark);
    ObjectRows.of(rows).forEach(oracle::accept);
    oracle.output.clear();
    if (oracle.groups != null) {
      oracle.groups.show();
    } else {
      oracle.showNumbers((RowNumberPlan) oracle.plan.operator());
    }
    return oracle.output;
  }

  private static QueryPlan plan(String sql, StreamDefinition stream, boolean oldValues) {
    Catalog catalog = new Catalog();
    catalog.add(stream);
    Statement statement = new StatementReader(sql).next();
    QueryStatement query = (QueryStatement) statement;
    EmitMode mode = query.emit().mode();
    Emission written =
        mode == EmitMode.FINAL
            ? Emission.FINAL
            : mode == EmitMode.CHANGES ? Emission.CHANGES : null;
    return PlanBuilder.build(
        new QueryValidator(catalog, SqlLimits.defaults()).toAlgebra(query.query()),
        null,
        new EmissionRequest(written, oldValues),
        SqlLimits.defaults());
  }

  private void accept(Object[] row) {
    try {
      if (Evaluator.holds(plan.filter(), row)) {
        take(row);
      }
    } catch (ArithmeticException | IllegalArgumentException e) {
      output.failure(e);
    }
    moveWatermark(row);
    if (groups != null) {
      groups.advance(watermarkNs);
    }
  }

  private void take(Object[] row) {
    if (groups != null) {
      groups.accept(row, watermarkNs);
    } else if (plan.operator() instanceof RowNumberPlan over) {
      Object time = row[over.eventTimeColumn()];
      if (time == null) {
        output.deadLetter();
      } else if (Times.nanos((LocalDateTime) time) < watermarkNs) {
        output.late();
      } else {
        waiting.add(row);
      }
    } else {
      output.put("+I", output.values(row));
    }
  }

  private void moveWatermark(Object[] row) {
    if (stream.watermark() != null && row[stream.watermark().column()] != null) {
      LocalDateTime time = (LocalDateTime) row[stream.watermark().column()];
      LocalDateTime delayed = time.minusNanos(stream.watermark().delayNs());
      watermarkNs = Math.max(watermarkNs, Times.nanos(delayed));
    }
  }

  private void finish() {
    if (groups != null) {
      groups.finish();
    } else if (plan.operator() instanceof RowNumberPlan over) {
      number(over);
    }
  }

  /**
   * What was not late when it came is in the end numbered in event-time order, ties as they came.
   */
  private void number(RowNumberPlan over) {
    sortWaiting(over);
    Map<List<Object>, Long> last = new HashMap<>();
    for (Object[] row : waiting) {
      try {
        number(over, row, last);
      } catch (ArithmeticException | IllegalArgumentException e) {
        output.failure(e);
      }
    }
  }

  private void sortWaiting(RowNumberPlan over) {
    waiting.sort(Comparator.comparing(row -> (LocalDateTime) row[over.eventTimeColumn()]));
  }

  private void number(RowNumberPlan over, Object[] row, Map<List<Object>, Long> last) {
    List<Object> key = key(over, row);
    Object[] fields = Arrays.copyOf(row, row.length + 1);
    fields[row.length] = last.getOrDefault(key, 0L) + 1;
    if (Evaluator.holds(plan.outputFilter(), fields)) {
      output.put("+I", output.values(fields));
    }
    last.put(key, (Long) fields[row.length]);
  }

  private static List<Object> key(RowNumberPlan over, Object[] row) {
    List<Object> key = new ArrayList<>();
    over.keys().forEach(k -> key.add(Comparing.key(Evaluator.eval(k, row))));
    return key;
  }

  /** How many rows of each key have a number, and how many wait for one. */
  private void showNumbers(RowNumberPlan over) {
    sortWaiting(over);
    Map<List<Object>, Long> numbered = new HashMap<>();
    Map<List<Object>, Long> waits = new HashMap<>();
    Map<List<Object>, List<Object>> shown = new LinkedHashMap<>();
    for (Object[] row : waiting) {
      boolean isNumbered = Times.nanos((LocalDateTime) row[over.eventTimeColumn()]) <= watermarkNs;
      try {
        List<Object> key = key(over, row);
        if (isNumbered) {
          number(over, row, numbered);
        } else {
          waits.merge(key, 1L, Long::sum);
        }
        List<Object> values = new ArrayList<>();
        over.keys().forEach(k -> values.add(Comparing.shownKey(Evaluator.eval(k, row))));
        shown.putIfAbsent(key, values);
      } catch (ArithmeticException | IllegalArgumentException e) {
        if (!isNumbered) {
          output.failure(e);
        }
      }
    }
    output.clearRows();
    shown.forEach(
        (key, values) -> {
          values.add(numbered.getOrDefault(key, 0L));
          values.add(waits.getOrDefault(key, 0L));
          output.put("+I", values);
        });
  }
}
