package io.millrace.latency;

/**
 * How long a stage took, over all partitions, since its query or pipeline began. Nanoseconds,
 * rounded up by at most 1/64; the time of a batch is that of its first row.
 *
 * @param stream where rows came from
 * @param routing which rows meet in one partition, as in {@code EXPLAIN}
 * @param query number of the query, or 0 for what all queries of the pipeline share
 * @param stage the part of the way
 * @param count batches that were timed
 * @param p50Ns half took at most that long
 * @param p90Ns 90 % did
 * @param p99Ns 99 % did
 * @param p999Ns 99.9 % did
 * @param maxNs all did
 */
public record StageLatency(
    String stream,
    String routing,
    int query,
    LatencyStage stage,
    long count,
    long p50Ns,
    long p90Ns,
    long p99Ns,
    long p999Ns,
    long maxNs) {

  /** What was counted by several threads, as one. */
  public static StageLatency of(
      String stream,
      String routing,
      int query,
      LatencyStage stage,
      Iterable<LatencyCounts> recorded) {
    LatencyCounts sum = new LatencyCounts();
    recorded.forEach(counts -> counts.addTo(sum));
    return new StageLatency(
        stream,
        routing,
        query,
        stage,
        sum.total(),
        sum.percentileNs(0.5),
        sum.percentileNs(0.9),
        sum.percentileNs(0.99),
        sum.percentileNs(0.999),
        sum.percentileNs(1));
  }
}
