package io.millrace;

import io.millrace.access.AccessRefusedException;
import io.millrace.latency.StageLatency;
import io.millrace.publish.StreamHub;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledStatement;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import io.millrace.ring.Pipeline;
import io.millrace.warmup.WarmUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The streams of an engine in operation, by name. Any thread. */
final class Streams {
  private final Catalog catalog;
  private final Map<String, StreamHub> hubs = Collections.synchronizedMap(new LinkedHashMap<>());

  Streams(Catalog catalog) {
    this.catalog = catalog;
  }

  void add(StreamHub hub) {
    hubs.put(key(hub.definition().name()), hub);
  }

  void remove(String stream) {
    hubs.remove(key(stream));
  }

  /** The stream of a name, or null. */
  StreamHub find(String stream) {
    return hubs.get(key(stream));
  }

  /** The stream of a name, which must be there. */
  StreamHub hub(String stream) {
    StreamHub hub = find(stream);
    if (hub == null) {
      throw new IllegalArgumentException(
          "unknown stream: name="
              + stream
              + ", known="
              + catalog.streams().stream().map(StreamDefinition::name).toList()
              + "; declare it first");
    }
    return hub;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All streams, oldest first. */
  List<StreamHub> all() {
    synchronized (hubs) {
      return List.copyOf(hubs.values());
    }
  }

  /**
   * Checks that one more stream may come.
   *
   * @throws SqlException if not; without a position
   */
  void checkRoomForStream(SqlLimits limits) {
    checkRoom(SqlLimit.STREAMS, hubs.size(), limits, "drop a stream");
  }

  /**
   * Checks that one more query may stand.
   *
   * @throws SqlException if not; without a position
   */
  void checkRoomForQuery(SqlLimits limits) {
    int queries = 0;
    for (StreamHub hub : all()) {
      for (Pipeline pipeline : hub.pipelines()) {
        queries += pipeline.runs().size();
      }
    }
    checkRoom(SqlLimit.QUERIES, queries, limits, "cancel a query");
  }

  private static void checkRoom(SqlLimit limit, int present, SqlLimits limits, String advice) {
    if (limits.excludes(limit, present + 1L)) {
      throw new SqlException(
          "too many "
              + limit.word()
              + ": "
              + limit.word()
              + "="
              + present
              + limits.refusal(limit, advice),
          null);
    }
  }

  /**
   * Checks the connector of a stream that SQL declares.
   *
   * @throws SqlException if it is not allowed
   */
  static void checkAccess(CompiledStatement.CreateStream create, MillraceConfig config) {
    try {
      config.connectorAccess().check(create.definition());
    } catch (AccessRefusedException e) {
      throw create.refusal(e.option(), e);
    }
  }

  boolean isOwnThread() {
    return all().stream().anyMatch(StreamHub::isOwnThread);
  }

  List<StageLatency> latencies() {
    List<StageLatency> latencies = new ArrayList<>();
    for (StreamHub hub : all()) {
      for (Pipeline pipeline : hub.pipelines()) {
        latencies.addAll(pipeline.latencies(hub.definition().name()));
      }
    }
    return latencies;
  }

  /** The queries that stand. */
  List<WarmUp.Standing> standing() {
    List<WarmUp.Standing> queries = new ArrayList<>();
    for (StreamHub hub : all()) {
      for (Pipeline pipeline : hub.pipelines()) {
        pipeline
            .runs()
            .forEach(run -> queries.add(new WarmUp.Standing(run.query(), run.delivery())));
      }
    }
    return queries;
  }
}
