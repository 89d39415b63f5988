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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of an engine in operation, by name. Any thread. */
final class Streams {
  private final Catalog catalog;
  private final Map<String, StreamHub> hubs = Collections.synchronizedMap(new LinkedHashMap<>());

  /** The streams that feed a stream. */
  private final Map<StreamHub, List<StreamHub>> feeds = new ConcurrentHashMap<>();

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

  /** Says that a query of one stream feeds another one. */
  void feeds(String from, StreamHub to) {
    feeds.computeIfAbsent(to, hub -> new ArrayList<>()).add(hub(from));
  }

  /** Whether rows of a stream come, perhaps through others, from a stream. */
  boolean comesFrom(StreamHub stream, StreamHub source) {
    return stream == source
        || feeds.getOrDefault(stream, List.of()).stream().anyMatch(up -> comesFrom(up, source));
  }

  /** All streams, each behind those that feed it, else oldest first. */
  List<StreamHub> downstream() {
    Set<StreamHub> ordered = new LinkedHashSet<>();
    all().forEach(hub -> addBehindFeeding(hub, ordered));
    return new ArrayList<>(ordered);
  }

  private void addBehindFeeding(StreamHub hub, Set<StreamHub> ordered) {
    if (!ordered.contains(hub)) {
      feeds.getOrDefault(hub, List.of()).forEach(up -> addBehindFeeding(up, ordered));
      ordered.add(hub);
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
