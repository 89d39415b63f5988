package io.millrace.cli.run;

import io.millrace.access.AccessRefusedException;
import io.millrace.cli.console.Console;
import io.millrace.cli.console.ExitStatus;
import io.millrace.cli.console.StopRequest;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
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
      long readStartNs = System.nanoTime();
      if (complete) {
        read(statements, sources, settings);
      }
      end(statements, settings);
      long endNs = System.nanoTime();
      status.close();
      if (stop.exitStatus() != ExitStatus.BROKEN_PIPE) {
        new ScriptSummary(script.name(), stop.isRequested(), statements, sources)
            .print(console.err(), endNs - startNs, endNs - readStartNs);
      }
    } catch (UncheckedIOException | ConnectorException e) {
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

  private void read(ScriptStatements statements, ScriptSources sources, ScriptSettings settings)
      throws InterruptedException {
    if (statements.queries().isEmpty()) {
      return;
    }
    Runnable quiet =
        () -> {
          statements.printer().quiet();
          statements.sinks().flush();
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

  private void end(ScriptStatements statements, ScriptSettings settings) {
    if (!statements.queries().isEmpty()) {
      ScriptEngine engine = statements.engine();
      engine.finish(!settings.holdsOpenWindows());
      for (QueryDelivery query : engine.queries()) {
        if (query.failure() != null) {
          StandingQuery failed = query.standing();
          errors.add(failed.label() + " failed: " + query.failure(), script, failed.position());
        }
      }
    }
    statements.printer().finish();
    if (errors.count() == 0) {
      statements.sinks().finish();
    }
  }

  private Function<ScriptSettings, ScriptEngine> engines() {
    return settings -> new ScriptEngine(settings, config.waitMode());
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
