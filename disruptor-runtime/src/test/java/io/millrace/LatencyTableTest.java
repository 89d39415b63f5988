package io.millrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.latency.LatencyStage;
import io.millrace.latency.StageLatency;
import io.millrace.output.Row;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.SqlException;
import io.millrace.table.TableResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SELECT over the engine's own table of latencies. */
class LatencyTableTest {
  private static final int ROWS = 50;
  private static final String SUMS = "SELECT k, SUM(v) AS total FROM t GROUP BY k";

  private final Millrace engine =
      Millrace.start(MillraceConfig.defaults().withLatencyRecording(true));

  private void publish() {
    engine.execute("CREATE STREAM t (k BIGINT NOT NULL, v BIGINT NOT NULL)");
    engine.subscribe(SUMS, Delivery.ORDERED, (rows, partition, sequence) -> {});
    engine.subscribe(
        "SELECT v FROM t WHERE v > 0", Delivery.PARTITION, (rows, partition, sequence) -> {});
    StreamPublisher publisher = engine.publisher("t");
    for (int i = 0; i < ROWS; i++) {
      publisher.row().setLong(0, 1).setLong(1, 1).end();
      publisher.flush();
      engine.drain();
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void shouldShowWhatTheMethodTells() {
    publish();
    List<StageLatency> expected = engine.latencies();
    List<StageLatency> found = new ArrayList<>();
    TableResult result =
        engine.query(
            "SELECT stream, routing, query, stage, batches, p50_ns, p90_ns, p99_ns, p999_ns, max_ns"
                + " FROM millrace.latency");
    for (Row row : result) {
      found.add(
          new StageLatency(
              row.getString(0),
              row.getString(1),
              (int) row.getLong(2),
              LatencyStage.valueOf(row.getString(3)),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8),
              row.getLong(9)));
    }
    assertThat(found).isEqualTo(expected).hasSize(6);
    assertThat(found).allMatch(stage -> stage.count() == ROWS);
  }

  @Test
  void shouldFilterAndAggregate() {
    publish();
    TableResult slowest =
        engine.query(
            "SELECT query, MAX(p99_ns) AS p99_ns FROM Millrace.Latency l"
                + " WHERE l.stage = 'END_TO_END' GROUP BY query");
    assertThat(slowest).extracting(row -> row.getLong(0)).containsExactlyInAnyOrder(1L, 2L);
    assertThat(slowest).allMatch(row -> row.getLong(1) > 0);
    assertThat(engine.query("SELECT batches FROM \"millrace.latency\" WHERE query = 7")).isEmpty();
  }

  @Test
  void shouldStandInTheDocumentationWordForWord() throws IOException {
    publish();
    List<String> printed = new ArrayList<>();
    // example: latency table
    for (Row row :
        engine.query("SELECT query, p99_ns FROM millrace.latency WHERE stage = 'END_TO_END'")) {
      printed.add("query " + row.getLong(0) + ": " + row.getLong(1) + " ns");
    }
    // end of example
    assertThat(printed).hasSize(2).allMatch(line -> line.matches("query [12]: [0-9]+ ns"));
    DocumentedExample.check("LatencyTableTest", "latency table");
  }

  @Test
  void shouldBeEmptyWhileNoQueryStands() {
    assertThat(engine.query("SELECT COUNT(*) AS n FROM millrace.latency"))
        .extracting(row -> row.getLong(0))
        .containsExactly(0L);
  }

  @Test
  void shouldSayHowToSwitchItOnWhenNothingIsRecorded() {
    try (Millrace silent = Millrace.start(MillraceConfig.defaults().withName("silent"))) {
      assertThatThrownBy(() -> silent.query("SELECT stage FROM millrace.latency"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "no latencies are recorded: engine=silent; start it with"
                  + " MillraceConfig.withLatencyRecording(true)");
    }
  }

  @Test
  void shouldFindTheOtherTablesByTheirNames() {
    engine.execute("CREATE STREAM t (k BIGINT, v BIGINT)");
    engine.table("totals", SUMS);
    engine.execute("INSERT INTO t VALUES (1, 20), (1, 22)");
    engine.drain();
    assertThat(engine.query("SELECT total FROM totals WHERE k = 1"))
        .extracting(row -> row.getLong(0))
        .containsExactly(42L);
  }

  @Test
  void shouldRefuseWhatIsNoTable() {
    engine.execute("CREATE STREAM t (k BIGINT, v BIGINT)");
    assertThatThrownBy(() -> engine.query("SELECT k FROM t"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "not a table but a stream: name=t, tables=[millrace.latency]; subscribe to it, or keep"
                + " its result with Millrace.table");
    assertThatThrownBy(() -> engine.query("INSERT INTO t VALUES (1, 2)"))
        .hasMessageStartingWith("not a SELECT: ");
    assertThatThrownBy(() -> engine.table("millrace.mine", SUMS))
        .hasMessageStartingWith("name is taken: table=millrace.mine");
    assertThatThrownBy(() -> engine.query("SELECT p98_ns FROM millrace.latency"))
        .isInstanceOfSatisfying(
            SqlException.class, refusal -> assertThat(refusal.candidates()).contains("p99_ns"))
        .hasMessage("unknown column: name=p98_ns");
    assertThatThrownBy(() -> engine.query("SELECT stage FROM millrace.latencies"))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("unknown stream: name=");
  }
}
