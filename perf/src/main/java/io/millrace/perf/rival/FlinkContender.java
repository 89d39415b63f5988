package io.millrace.perf.rival;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.SourcePartitions;
import io.millrace.perf.scenario.Workload;
import java.net.URL;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.planner.loader.PlannerModule;
import org.codehaus.janino.CompilerFactory;

/**
 * Apache Flink 2.3, its SQL on a cluster in this process, with as many source, operator and sink
 * tasks as the parallelism says, each a thread.
 *
 * <p>It is spared what it need not pay here: the cluster is started and the job planned beforehand;
 * no checkpoints; objects are reused; amounts are cents in a {@code BIGINT}; the source makes only
 * the columns that the query reads and puts out watermarks itself; the rows are dealt out to the
 * sources by customer beforehand. A pass pays for submitting the job, placing its tasks and waiting
 * for their end, some tens of milliseconds: passes should have a million rows or more. The
 * aggregate with one answer at the end runs in batch mode.
 */
public final class FlinkContender implements Contender {
  private final int parallelism;
  private final String pass = UUID.randomUUID().toString();
  private FlinkPass rows;
  private MiniCluster cluster;
  private JobGraph job;

  /** That many tasks of each kind. */
  public FlinkContender(int parallelism) {
    this.parallelism = parallelism;
  }

  @Override
  public String name() {
    return "Flink, parallelism=" + parallelism;
  }

  @Override
  public void prepare(Workload workload) throws Exception {
    rows = FlinkPass.open(pass, SourcePartitions.of(workload, parallelism));
    showJaninoToPlanner();
    job = job(workload.scenario());
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /**
   * Flink's planner brings its libraries in a class loader of its own, but takes Janino from the
   * class path and looks the compiler's service up in its own loader. It expects the Janino that is
   * bundled with Flink; ours is newer and declares its service in a file that the planner cannot
   * see.
   */
  private static void showJaninoToPlanner() {
    URL janino = CompilerFactory.class.getProtectionDomain().getCodeSource().getLocation();
    PlannerModule.getInstance().addUrlToClassLoader(janino);
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
