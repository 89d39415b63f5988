package io.millrace.cli.run;

import io.millrace.Delivery;
import io.millrace.Millrace;
import io.millrace.MillraceConfig;
import io.millrace.Query;
import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.output.Figures;
import io.millrace.connector.Candidates;
import io.millrace.connector.ConnectorException;
import io.millrace.durability.Durability;
import io.millrace.durability.RecoveryReport;
import io.millrace.durability.ReplayRange;
import io.millrace.journal.JournalException;
import io.millrace.query.CompiledQuery;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import io.millrace.storage.StorageException;
import java.util.List;

/** Replays a durable run and prints what a query put out, or its state. One thread. */
public final class ScriptReplay {
  private final Console console;
  private final ReplayConfig config;

  /** A replay that prints to a console. */
  public ScriptReplay(Console console, ReplayConfig config) {
    this.console = console;
    this.config = config;
  }

  /** Runs it; the exit status as in {@link ExitStatus}. */
  public int run() {
    try {
      replay(RecordedScript.read(config.directory()));
      return ExitStatus.OK;
    } catch (IllegalArgumentException
        | IllegalStateException
        | SqlException
        | ConnectorException
        | StorageException
        | JournalException e) {
      console.err().println("error: " + e.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private void replay(RecordedScript script) {
    String name = name(script);
    CompiledQuery compiled = script.queries().get(name);
    Durability durability =
        Durability.in(config.directory()).withReplay(new ReplayRange(name, config.untilSequence()));
    MillraceConfig settings =
        MillraceConfig.defaults()
            .withName("replay")
            .withBatchRows(config.batchRows())
            .withLimits(SqlLimits.highest())
            .withDurability(durability);
    ResultPrinter printer = new ResultPrinter(config.output(), console.out(), console.err());
    SequencedRows rows =
        new SequencedRows(compiled.outputSchema(), batch -> printer.print(1, batch));
    if (!config.inspect()) {
      printer.open(1, rows.schema(), compiled.retracts());
    }
    try (Millrace engine = Millrace.start(settings)) {
      for (StreamDefinition stream : script.catalog().streams()) {
        engine.define(stream);
      }
      Query query =
          engine
              .durable()
              .subscribeIfRecorded(
                  name,
                  compiled,
                  Delivery.ORDERED,
                  config.inspect() ? (batch, partition, sequence) -> {} : rows);
      describe(engine.durable().recover());
      if (config.inspect()) {
        inspect(query, printer);
      }
    }
    printer.finish();
    if (rows.failure() != null) {
      throw new IllegalStateException(rows.failure().getMessage(), rows.failure());
    }
  }

  private static void inspect(Query query, ResultPrinter printer) {
    printer.open(1, query.stateSchema(), false);
    query.inspect((batch, partition, sequence) -> printer.print(1, batch));
  }

  private void describe(RecoveryReport report) {
    report.notes().forEach(note -> console.err().println("note: " + note));
    console
        .err()
        .println(
            "from "
                + (report.checkpoint() == 0 ? "the beginning" : "checkpoint " + report.checkpoint())
                + ": "
                + Figures.count(report.sequences(), "sequence")
                + ", "
                + Figures.count(report.rows(), "row")
                + " replayed in "
                + Figures.time(report.took().toNanos()));
  }

  private String name(RecordedScript script) {
    List<String> names = List.copyOf(script.queries().keySet());
    if (config.query() == null && names.size() == 1) {
      return names.get(0);
    }
    if (config.query() == null) {
      throw new IllegalArgumentException(
          "run has several queries: names=" + names + "; say which one with --query");
    }
    if (!names.contains(config.query())) {
      throw new IllegalArgumentException(
          "unknown query: name="
              + config.query()
              + "; "
              + Candidates.advice(config.query(), names));
    }
    return config.query();
  }
}
