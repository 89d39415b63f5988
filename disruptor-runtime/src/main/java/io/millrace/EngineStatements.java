package io.millrace;

import io.millrace.publish.StreamPublisher;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;

/** Carries out statements that are no queries, for an engine that its caller has locked. */
final class EngineStatements {
  /** The source of rows that come by INSERT … VALUES. */
  private static final String SOURCE = "statements";

  private final Millrace engine;
  private final MillraceConfig config;

  EngineStatements(Millrace engine, MillraceConfig config) {
    this.engine = engine;
    this.config = config;
  }

  /** One after the other; those before a wrong one are carried out. */
  void execute(CompiledScript script) {
    CompiledStatement statement = script.next(engine.catalog());
    while (statement != null) {
      execute(statement);
      statement = script.next(engine.catalog());
    }
  }

  private void execute(CompiledStatement statement) {
    if (statement instanceof CompiledStatement.CreateStream create) {
      if (!create.ifNotExists() || engine.catalog().find(create.definition().name()) == null) {
        Streams.checkAccess(create, config);
        engine.define(create.definition());
      }
    } else if (statement instanceof CompiledStatement.DropStream drop) {
      engine.drop(drop.name());
    } else if (statement instanceof CompiledStatement.InsertRows insert) {
      try (StreamPublisher publisher = engine.publisherOf(insert.stream(), SOURCE)) {
        publisher.publish(insert.rows());
      }
    } else {
      throw new IllegalArgumentException(
          "statement gives a result: statement="
              + statement.getClass().getSimpleName()
              + "; use subscribe for a query");
    }
  }
}
