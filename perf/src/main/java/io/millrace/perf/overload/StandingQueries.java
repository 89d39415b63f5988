package io.millrace.perf.overload;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries that stand for the whole run, with their answers. One thread. */
final class StandingQueries {
  private final List<Standing> all = new ArrayList<>();

  private record Standing(
      OfferedStream stream, StandingQuery query, Query handle, StandingAnswer answer) {
    String name() {
      return stream + " " + query;
    }
  }

  /** Declares streams and queries; a durable engine is recovered. */
  void start(Millrace engine, boolean durable) {
    for (OfferedStream stream : OfferedStream.values()) {
      engine.execute(stream.ddl());
      for (StandingQuery query : StandingQuery.values()) {
        StandingAnswer answer = new StandingAnswer(query);
        String sql = query.sql(stream);
        Query handle =
            durable
                ? engine.durable().subscribe(stream + " " + query, sql, Delivery.ORDERED, answer)
                : engine.subscribe(sql, Delivery.ORDERED, answer);
        all.add(new Standing(stream, query, handle, answer));
      }
    }
    if (durable) {
      engine.durable().recover();
    }
  }

  /** Whether one has stopped. */
  boolean hasFailed() {
    return all.stream().anyMatch(one -> one.handle.failure() != null);
  }

  /** Compares with what was accepted; when the engine is at rest. */
  void compare(Map<OfferedStream, PublisherThread> publishers, List<String> differences) {
    for (Standing one : all) {
      Tally expected = publishers.get(one.stream).work().expected(one.query);
      String difference = one.answer.differenceFrom(expected);
      if (difference.isEmpty() && one.handle.lateRows() != one.answer.lateRows()) {
        difference =
            "late rows: counted=" + one.handle.lateRows() + ", handed out=" + one.answer.lateRows();
      }
      if (difference.isEmpty() && one.handle.deadLetters() != 0) {
        difference = "dead letters: " + one.handle.deadLetters();
      }
      if (!difference.isEmpty()) {
        differences.add(one.name() + ": " + difference);
      }
    }
  }

  /** Rows of each answer, for people. */
  Map<String, String> answers() {
    Map<String, String> answers = new LinkedHashMap<>();
    for (Standing one : all) {
      answers.put(
          one.name(),
          String.format(
              java.util.Locale.ROOT,
              "%,d rows, %,d late",
              one.answer.rows(),
              one.answer.lateRows()));
    }
    return answers;
  }
}
