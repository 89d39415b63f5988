package io.millrace.perf.rival.flink;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.SourcePartitions;
import io.millrace.perf.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * A planned Flink job and the cluster in this process that runs it once for each pass; {@link
 * io.millrace.perf.rival.FlinkContender} says what it was spared. One thread, besides Flink's own.
 */
public final class FlinkJob implements Contender {
  private final int parallelism;
  private final String pass = UUID.randomUUID().toString();
  private FlinkPass rows;
  private MiniCluster cluster;
  private JobGraph job;

  /** That many tasks of each kind. */
  public FlinkJob(int parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public String name() {
    return "Flink job, parallelism=" + parallelism;
  }

  @Override
  public void prepare(Workload workload) throws Exception {
    rows = FlinkPass.open(pass, SourcePartitions.of(workload, parallelism));
    job = job(workload.scenario());
    // A job without libraries of its own would be given the system's class loader.
    job.setClasspaths(List.of(FlinkJob.class.getProtectionDomain().getCodeSource().getLocation()));
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "parent-first");
    configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
    configuration.set(ResourceManagerOptions.DECLARE_NEEDED_RESOURCE_DELAY, Duration.ZERO);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  private JobGraph job(Scenario scenario) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(
        ExecutionOptions.RUNTIME_MODE,
        scenario == Scenario.S2_FINAL
            ? RuntimeExecutionMode.BATCH
            : RuntimeExecutionMode.STREAMING);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.executeSql(ordersDdl());
    tables.executeSql(resultsDdl(scenario));
    StreamStatementSet statements = tables.createStatementSet();
    statements.addInsertSql("INSERT INTO results " + sql(scenario));
    statements.attachAsDataStream();
    return environment.getStreamGraph().getJobGraph();
  }

  private String ordersDdl() {
    return """
        CREATE TABLE orders (
          order_id BIGINT NOT NULL, customer_id BIGINT NOT NULL, total_amount BIGINT NOT NULL,
          amount BIGINT NOT NULL, event_time TIMESTAMP(3) NOT NULL,
          WATERMARK FOR event_time AS SOURCE_WATERMARK())
        WITH ('connector' = '%s', 'pass' = '%s')
        """
        .formatted(FlinkTables.CONNECTOR, pass);
  }

  private String resultsDdl(Scenario scenario) {
    boolean windowed = scenario == Scenario.S3A || scenario == Scenario.S3B;
    return "CREATE TABLE results (a %s, b BIGINT, c BIGINT) WITH ('connector' = '%s', 'pass' = '%s')"
        .formatted(windowed ? "TIMESTAMP(3)" : "BIGINT", FlinkTables.CONNECTOR, pass);
  }

  private static String sql(Scenario scenario) {
    return switch (scenario) {
      case S0 ->
          "SELECT order_id, customer_id, total_amount FROM orders WHERE total_amount > 10000";
      case S1 ->
          """
          SELECT order_id, customer_id,
                 ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY event_time)
          FROM orders
          """;
      case S2, S2_FINAL ->
          "SELECT customer_id, COUNT(*), SUM(amount) FROM orders GROUP BY customer_id";
      case S3A ->
          """
          SELECT window_start, customer_id, COUNT(*)
          FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(event_time), INTERVAL '1' HOUR))
          GROUP BY window_start, window_end, customer_id
          """;
      // Flink's window aggregates answer when a window closes; on every change, only groups do.
      case S3B ->
          """
          SELECT FLOOR(event_time TO HOUR), customer_id, COUNT(*)
          FROM orders
          GROUP BY FLOOR(event_time TO HOUR), customer_id
          """;
    };
  }

  @Override
  public long run(Answer answer) throws Exception {
    rows.start(answer);
    job.setJobID(new JobID());
    cluster.executeJobBlocking(job);
    return rows.rows();
  }

  @Override
  public void close() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    FlinkPass.close(pass);
  }
}
