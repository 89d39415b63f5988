package io.millrace.cli.run;

import io.millrace.access.AccessRefusedException;
import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.console.StopRequest;
import io.millrace.cli.output.Figures;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.durability.RecoveryReport;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Function;

/**
 * Runs one script from its first statement to its summary.
 *
 * <p>Statements are carried out one after another. A query stands from its place in the script on;
 * VALUES go to the queries that stand by then. Streams with a connector are read behind the last
 * statement, one after another. Then all input is at its end: queries emit what is left, results
 * are printed, sinks completed. An error ends the script where it stands; what was accepted until
 * then is still processed and printed, but sinks are not completed. One thread.
 */
final class ScriptRun {
  private final ScriptText script;
  private final RunConfig config;
  private final Console console;
  private final ScriptErrors errors;
  private final ScriptStatus status;
  private final StopRequest stop;

  /**
   * A script to run.
   *
   * @param console where the summary goes, and where streams read and write that name standard
   *     input and output
   * @param errors takes what goes wrong
   * @param status shows what is being done
   * @param stop asks to stop early
   */
  ScriptRun(
      ScriptText script,
      RunConfig config,
      Console console,
      ScriptErrors errors,
      ScriptStatus status,
      StopRequest stop) {
    this.script = script;
    this.config = config;
    this.console = console;
    this.errors = errors;
    this.status = status;
    this.stop = stop;
  }

  /** Runs the script; what goes wrong is in the errors afterwards. */
  void execute(ResultTarget target) {
    long startNs = System.nanoTime();
    ConnectorRegistry connectors = ConnectorRegistry.load();
    ConnectorContext context =
        new ConnectorContext(
            Path.of("").toAbsolutePath(), console.in(), console.out(), config.access());
    if (script.isStandardInput()) {
      context.takeInput("the script");
    }
    ScriptSettings settings = new ScriptSettings(config);
    try (ScriptStatements statements =
            new ScriptStatements(connectors, context, settings, engines(), printers(target));
        ScriptSources sources = new ScriptSources(connectors, context)) {
      boolean complete = carryOutAll(statements);
      boolean runs = complete && begin(statements);
      long readStartNs = System.nanoTime();
      if (runs) {
        read(statements, sources, settings);
      }
      if (runs || config.durability() == null) {
        end(statements, sources, settings);
      }
      long endNs = System.nanoTime();
      status.close();
      if (stop.exitStatus() != ExitStatus.BROKEN_PIPE) {
        new ScriptSummary(script.name(), stop.isRequested(), statements, sources)
            .print(console.err(), endNs - startNs, endNs - readStartNs);
      }
    } catch (UncheckedIOException | ConnectorException | StorageException e) {
      errors.add(e.getMessage(), script, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      errors.add("interrupted; results are not complete", script, null);
    }
  }

  private boolean carryOutAll(ScriptStatements statements) {
    CompiledScript compiled = compiler().open(script.text(), script.name(), config.limits());
    try {
      CompiledStatement statement = compiled.next(statements.catalog());
      while (statement != null && !stop.isRequested()) {
        statements.carryOut(statement, compiled.position());
        statement = compiled.next(statements.catalog());
      }
      return true;
    } catch (SqlException e) {
      add(e, compiled.position());
    } catch (AccessRefusedException e) {
      add(statements.refusal(e), compiled.position());
    } catch (ConnectorException | IllegalArgumentException e) {
      errors.add(e.getMessage(), script, compiled.position());
    }
    return false;
  }

  private void add(SqlException error, SqlPosition statement) {
    if (error.position() == null) {
      errors.add(error.getMessage(), script, statement);
    } else {
      errors.add(error, script);
    }
  }

  private static QueryCompiler compiler() {
    return ServiceLoader.load(QueryCompiler.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no SQL compiler on the class path"));
  }

  /** In a durable run, goes on where an earlier one was; whether the script can go on. */
  private boolean begin(ScriptStatements statements) {
    if (config.durability() == null || statements.queries().isEmpty()) {
      return true;
    }
    try {
      RecoveryReport report = statements.engine().begin();
      RecordedScript.write(config.durability().directory(), script.text());
      report.notes().forEach(note -> console.err().println(script.name() + ": note: " + note));
      if (!report.queries().isEmpty()) {
        console
            .err()
            .println(
                script.name()
                    + ": goes on from checkpoint "
                    + report.checkpoint()
                    + ", "
                    + Figures.count(report.rows(), "row")
                    + " replayed in "
                    + Figures.time(report.took().toNanos()));
      }
      return true;
    } catch (IllegalStateException | IllegalArgumentException e) {
      errors.add(e.getMessage(), script, null);
    } catch (IOException e) {
      errors.add("cannot keep the script: " + IoMessages.of(e), script, null);
    }
    return false;
  }

  private void read(ScriptStatements statements, ScriptSources sources, ScriptSettings settings)
      throws InterruptedException {
    if (statements.queries().isEmpty()) {
      return;
    }
    Runnable quiet =
        () -> {
          statements.printer().quiet();
          statements.sinks().flush();
          statements.letters().flush();
        };
    try {
      statements.openSources(sources);
      sources.readAll(statements.engine(), settings.batchRows(), quiet, status, stop);
    } catch (ConnectorException e) {
      errors.add(e.getMessage(), script, statements.positionOf(sources.current()));
    } catch (AccessRefusedException e) {
      add(statements.refusal(e), statements.positionOf(sources.current()));
    }
  }

  private void end(ScriptStatements statements, ScriptSources sources, ScriptSettings settings) {
    if (!statements.queries().isEmpty()) {
      ScriptEngine engine = statements.engine();
      boolean ends = !settings.holdsOpenWindows();
      if (config.durability() == null) {
        engine.finish(ends);
      } else {
        engine.finish(ends && sources.areWhole() && !engine.missesOutput());
        engine.checkpoint();
      }
      for (QueryDelivery query : engine.queries()) {
        if (query.failure() != null) {
          StandingQuery failed = query.standing();
          errors.add(failed.label() + " failed: " + query.failure(), script, failed.position());
        }
      }
    }
    statements.printer().finish();
    statements.letters().finish(message -> errors.add(message, script, null));
    if (errors.count() == 0 && config.durability() == null) {
      statements.sinks().finish();
    }
  }

  private Function<ScriptSettings, ScriptEngine> engines() {
    return settings -> new ScriptEngine(settings, config.waitMode(), config.durability());
  }

  private Function<ScriptSettings, ResultPrinter> printers(ResultTarget target) {
    return settings -> {
      try {
        return new ResultPrinter(settings.output(), target.open(settings.output()), console.err());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write results: " + IoMessages.of(e), e);
      }
    };
  }
}
