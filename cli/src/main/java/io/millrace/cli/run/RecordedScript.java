package io.millrace.cli.run;

import io.millrace.connector.ConnectorRegistry;
import io.millrace.query.Catalog;
import io.millrace.query.CompiledQuery;
import io.millrace.query.CompiledScript;
import io.millrace.query.CompiledStatement;
import io.millrace.query.QueryCompiler;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The script of a durable run, as it lies beside its journal: its streams and its queries. */
final class RecordedScript {
  private static final String FILE = "script.sql";

  private final Catalog catalog = new Catalog();
  private final Map<String, CompiledQuery> queries = new LinkedHashMap<>();
  private final Map<String, Integer> named = new LinkedHashMap<>();
  private int printed;

  private RecordedScript() {}

  /** Keeps the text of a script with a durable run. */
  static void write(Path directory, String text) throws IOException {
    Files.writeString(directory.resolve(FILE), text);
  }

  /**
   * Reads the script of a run.
   *
   * @throws IllegalArgumentException if there is none
   * @throws io.millrace.query.SqlException if it is no valid script any more
   */
  static RecordedScript read(Path directory) {
    Path file = directory.resolve(FILE);
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not the directory of a durable run: path="
              + directory
              + ", missing="
              + FILE
              + "; name what 'millrace run --durable' was given",
          e);
    }
    RecordedScript script = new RecordedScript();
    QueryCompiler compiler =
        ServiceLoader.load(QueryCompiler.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no SQL compiler on the class path"));
    script.add(compiler.open(text, file.toString(), SqlLimits.highest()));
    return script;
  }

  private void add(CompiledScript compiled) {
    ConnectorRegistry connectors = ConnectorRegistry.load();
    CompiledStatement statement = compiled.next(catalog);
    while (statement != null) {
      if (statement instanceof CompiledStatement.CreateStream create) {
        add(create, connectors);
      } else if (statement instanceof CompiledQuery query) {
        queries.put(name(query), query);
      }
      statement = compiled.next(catalog);
    }
  }

  private void add(CompiledStatement.CreateStream create, ConnectorRegistry connectors) {
    StreamDefinition stream = create.definition();
    if (catalog.find(stream.name()) == null) {
      catalog.add(
          ConnectorRegistry.isConnected(stream) ? connectors.find(stream).resolve(stream) : stream);
    }
  }

  private String name(CompiledQuery query) {
    String label = query.sink() == null ? "query " + ++printed : "insert into " + query.sink();
    return DurableScript.name(label, named);
  }

  /** Its streams. */
  Catalog catalog() {
    return catalog;
  }

  /** Its queries by the names that they have in the run. */
  Map<String, CompiledQuery> queries() {
    return queries;
  }
}
