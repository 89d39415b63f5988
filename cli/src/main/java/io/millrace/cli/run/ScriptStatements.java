package io.millrace.cli.run;

import io.millrace.access.AccessRefusedException;
import io.millrace.access.ConnectorAccess;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.ConnectorFactory;
import io.millrace.connector.ConnectorRegistry;
import io.millrace.connector.DurableSink;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledStatement;
import io.millrace.query.CompiledStatement.CreateStream;
import io.millrace.query.CompiledStatement.DropStream;
import io.millrace.query.CompiledStatement.Explanation;
import io.millrace.query.CompiledStatement.InsertRows;
import io.millrace.query.CompiledStatement.SetOption;
import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out the statements of one script: keeps its catalog, its queries and its engine, which
 * starts with the first stream. One thread.
 */
final class ScriptStatements implements AutoCloseable {
  private final ConnectorRegistry connectors;
  private final ConnectorAccess access;
  private final ScriptSettings settings;
  private final Function<ScriptSettings, ScriptEngine> engines;
  private final Function<ScriptSettings, ResultPrinter> printers;
  private final Catalog catalog = new Catalog();
  private final Map<String, SqlPosition> positions = new HashMap<>();
  private final Map<String, CreateStream> declarations = new HashMap<>();
  private final ScriptSinks sinks;
  private final ScriptLetters letters;
  private final List<StandingQuery> queries = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private ScriptEngine engine;
  private ResultPrinter printer;
  private int printedQueries;

  /**
   * A script without statements.
   *
   * @param engines makes the engine, once the settings are final
   * @param printers makes the printer, once the output format is final
   */
  ScriptStatements(
      ConnectorRegistry connectors,
      ConnectorContext context,
      ScriptSettings settings,
      Function<ScriptSettings, ScriptEngine> engines,
      Function<ScriptSettings, ResultPrinter> printers) {
    this.connectors = connectors;
    this.access = context.access();
    this.settings = settings;
    this.engines = engines;
    this.printers = printers;
    this.sinks = new ScriptSinks(connectors, context);
    this.letters = new ScriptLetters(context);
  }

  /** Carries out a statement that stands at {@code position}, which may be null. */
  void carryOut(CompiledStatement statement, SqlPosition position) {
    if (statement instanceof CreateStream create) {
      create(create, position);
    } else if (statement instanceof DropStream drop) {
      drop(drop);
    } else if (statement instanceof InsertRows insert) {
      insert(insert);
    } else if (statement instanceof CompiledQuery query) {
      start(query, position);
    } else if (statement instanceof SetOption option) {
      settings.set(option.name(), option.value(), engine != null, printer != null);
    } else if (statement instanceof Explanation explanation) {
      explain(explanation);
    }
  }

  private void explain(Explanation explanation) {
    if (engine != null) {
      engine.drain();
    }
    printer().explain(explanation.text());
  }

  private void create(CreateStream create, SqlPosition position) {
    StreamDefinition stream = create.definition();
    if (create.ifNotExists() && catalog.find(stream.name()) != null) {
      return;
    }
    declarations.put(stream.name(), create);
    if (ConnectorRegistry.isConnected(stream)) {
      ConnectorFactory connector = connectors.find(stream);
      access.check(stream);
      stream = connector.resolve(stream);
    }
    if (stream.schema().size() == 0) {
      throw new IllegalArgumentException(
          "stream has no columns: name="
              + stream.name()
              + "; declare them, or name a connector that knows them");
    }
    catalog.add(stream);
    positions.put(stream.name(), position);
    engine().createStream(stream);
  }

  private void drop(DropStream drop) {
    StreamDefinition stream = catalog.find(drop.name());
    if (stream == null) {
      return;
    }
    for (StandingQuery query : queries) {
      if (query.reads(stream) || query.writes(stream)) {
        throw new IllegalArgumentException(
            "stream is in use: name="
                + stream.name()
                + ", by="
                + query.label()
                + "; leave the stream, or run the query in a script of its own");
      }
    }
    catalog.remove(stream.name());
    engine.dropStream(stream.name());
  }

  private void insert(InsertRows insert) {
    StreamDefinition stream = catalog.find(insert.stream());
    if (ConnectorRegistry.isConnected(stream)) {
      if (engine.isDurable()) {
        throw new IllegalArgumentException(
            "rows of a statement cannot go to a connector in a durable run: stream="
                + stream.name()
                + "; insert them into a stream without a connector, and from there by a query");
      }
      openSink(stream).accept(insert.rows());
    } else {
      engine.insert(stream.name(), insert.rows());
    }
  }

  private void start(CompiledQuery compiled, SqlPosition position) {
    compiled.checkBound();
    StreamDefinition input = catalog.find(compiled.stream());
    if (sinks.contains(input)) {
      throw readAndWritten(input);
    }
    StandingQuery query =
        compiled.sink() == null ? printed(compiled, position) : inserting(compiled, position);
    engine.start(query);
    queries.add(query);
  }

  private StandingQuery printed(CompiledQuery compiled, SqlPosition position) {
    int number = ++printedQueries;
    ResultPrinter out = printer();
    out.open(number, compiled.outputSchema(), compiled.retracts());
    return standing("query " + number, compiled, position, rows -> out.print(number, rows), null);
  }

  private StandingQuery inserting(CompiledQuery compiled, SqlPosition position) {
    StreamDefinition stream = catalog.find(compiled.sink());
    String label = "insert into " + stream.name();
    if (!ConnectorRegistry.isConnected(stream)) {
      return standing(label, compiled, position, rows -> engine.pass(stream.name(), rows), null);
    }
    if (!engine.isDurable()) {
      return standing(label, compiled, position, openSink(stream), null);
    }
    checkNotRead(stream);
    DurableSink sink = sinks.openDurable(stream);
    Consumer<RecordBatch> target =
        rows -> {
          synchronized (sink) {
            sink.write(rows);
          }
        };
    return standing(label, compiled, position, target, sink);
  }

  private StandingQuery standing(
      String kind,
      CompiledQuery compiled,
      SqlPosition position,
      Consumer<RecordBatch> target,
      DurableSink sink) {
    Schema input = catalog.find(compiled.stream()).schema();
    String label = DurableScript.name(kind, labels);
    QueryLetters aside = letters.open(label, input, settings, engine().isDurable());
    boolean feedsStream =
        compiled.sink() != null && !ConnectorRegistry.isConnected(catalog.find(compiled.sink()));
    return new StandingQuery(label, compiled, position, feedsStream, aside, target, sink);
  }

  private Consumer<RecordBatch> openSink(StreamDefinition stream) {
    checkNotRead(stream);
    return sinks.open(stream);
  }

  private void checkNotRead(StreamDefinition stream) {
    for (StandingQuery query : queries) {
      if (query.reads(stream)) {
        throw readAndWritten(stream);
      }
    }
  }

  private static IllegalArgumentException readAndWritten(StreamDefinition stream) {
    return new IllegalArgumentException(
        "stream is read and written: name="
            + stream.name()
            + "; declare two streams, one for each direction");
  }

  /** Opens the connectors of all streams that a query reads, in the order of their declaration. */
  void openSources(ScriptSources sources) {
    for (StreamDefinition stream : catalog.streams()) {
      List<StandingQuery> readers =
          queries.stream().filter(query -> query.reads(stream)).collect(Collectors.toList());
      if (!readers.isEmpty() && ConnectorRegistry.isConnected(stream)) {
        sources.open(stream, wantedColumns(stream, readers));
      }
    }
  }

  /** Those that queries read; null for all, which letters show. */
  private static int[] wantedColumns(StreamDefinition stream, List<StandingQuery> readers) {
    Set<Integer> columns = new TreeSet<>();
    for (StandingQuery query : readers) {
      if (query.letters().areKept()) {
        return null;
      }
      for (int column : query.compiled().inputColumns()) {
        columns.add(column);
      }
    }
    if (stream.watermark() != null) {
      columns.add(stream.watermark().column());
    }
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A refusal of what a stream's options ask for, with their place if they say it themselves. */
  SqlException refusal(AccessRefusedException refused) {
    CreateStream declaration = declarations.get(refused.stream());
    return declaration == null
        ? new SqlException(refused.getMessage(), null)
        : declaration.refusal(refused.option(), refused);
  }

  /** Where a stream was declared, or null. */
  SqlPosition positionOf(StreamDefinition stream) {
    return positions.get(stream.name());
  }

  /** What the statements so far know. */
  Catalog catalog() {
    return catalog;
  }

  /** The queries in the order of their statements. */
  List<StandingQuery> queries() {
    return queries;
  }

  /** Where results of INSERT INTO go. */
  ScriptSinks sinks() {
    return sinks;
  }

  /** Where what queries do not compute with goes. */
  ScriptLetters letters() {
    return letters;
  }

  /** The engine, which is started at need. */
  ScriptEngine engine() {
    if (engine == null) {
      engine = engines.apply(settings);
    }
    return engine;
  }

  /** The printer, which is opened at need. */
  ResultPrinter printer() {
    if (printer == null) {
      printer = printers.apply(settings);
    }
    return printer;
  }

  /**
   * Stops the engine and closes the printer, the letters and the sinks, which are discarded unless
   * they were finished.
   */
  @Override
  public void close() {
    try {
      if (engine != null) {
        engine.close();
      }
    } finally {
      closeOutputs();
    }
  }

  private void closeOutputs() {
    try (letters) {
      sinks.close();
      if (printer != null) {
        printer.close();
      }
    }
  }
}
