package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.RowFailureException;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs every query on the calling thread, in one partition. */
final class DirectEngine implements ScriptEngine {
  private final ScriptSettings settings;
  private final MemoryBudget budget;
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final List<Running> all = new ArrayList<>();

  private static final class Stream {
    private final StreamDefinition definition;
    private final List<Running> queries = new ArrayList<>();
    private long maxEventTimeNs = Long.MIN_VALUE;
    private volatile long watermarkNs = WatermarkSpec.NONE;

    private Stream(StreamDefinition definition) {
      this.definition = definition;
    }
  }

  private static final class Running {
    private final StandingQuery query;
    private StreamExecutionEngine engine;
    private String failure;
    private long late;
    private long dead;

    private Running(StandingQuery query) {
      this.query = query;
    }
  }

  DirectEngine(ScriptSettings settings) {
    this.settings = settings;
    this.budget =
        new MemoryBudget("script", settings.memoryBytes() == 0 ? 1L << 30 : settings.memoryBytes());
  }

  private Stream stream(String name) {
    return streams.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public void createStream(StreamDefinition stream) {
    streams.put(stream.name().toLowerCase(Locale.ROOT), new Stream(stream));
  }

  @Override
  public void dropStream(String stream) {
    streams.remove(stream.toLowerCase(Locale.ROOT));
  }

  @Override
  public void start(StandingQuery query) {
    Running running = new Running(query);
    running.engine =
        query
            .compiled()
            .factory()
            .create(
                new EngineContext(
                    budget,
                    settings.batchRows(),
                    out -> {
                      query.accept(out);
                      out.clear();
                      return out;
                    },
                    (batch, row, reason) -> running.late++,
                    (batch, row, reason) -> running.dead++));
    all.add(running);
    stream(query.compiled().stream()).queries.add(running);
  }

  @Override
  public void feed(String name, RecordBatch rows) {
    Stream stream = stream(name);
    WatermarkSpec spec = stream.definition.watermark();
    if (spec != null) {
      for (int row = 0; row < rows.rowCount(); row++) {
        if (rows.column(spec.column()).isNull(row)) {
          continue;
        }
        long time = rows.column(spec.column()).longs()[row];
        if (time < stream.watermarkNs) {
          rows.markBehind(row, stream.watermarkNs);
        }
        stream.maxEventTimeNs = Math.max(stream.maxEventTimeNs, time);
        stream.watermarkNs = spec.watermark(stream.maxEventTimeNs);
      }
    }
    for (Running running : stream.queries) {
      guarded(
          running,
          () -> {
            running.engine.onBatch(rows, stream.watermarkNs);
          });
    }
  }

  private void guarded(Running running, Runnable call) {
    Runnable next = call;
    while (running.failure == null && next != null) {
      try {
        next.run();
        running.engine.flush();
        next = null;
      } catch (RowFailureException e) {
        running.engine.flush();
        if (settings.goesOnAfterFailure()) {
          running.dead++;
          next = running.engine::resume;
        } else {
          running.failure = "partition=0, row=" + e.row() + ", reason=" + e.getMessage();
        }
      }
    }
  }

  @Override
  public String watermark(String stream) {
    return null;
  }

  @Override
  public boolean allFailed() {
    return all.stream().allMatch(running -> running.failure != null);
  }

  @Override
  public void finish(boolean closeWindows) {
    if (closeWindows) {
      for (Running running : all) {
        guarded(running, running.engine::onEndOfInput);
      }
    }
  }

  @Override
  public Map<StandingQuery, String> failures() {
    Map<StandingQuery, String> failures = new LinkedHashMap<>();
    for (Running running : all) {
      if (running.failure != null) {
        failures.put(running.query, running.failure);
      }
    }
    return failures;
  }

  @Override
  public List<String> losses() {
    List<String> lines = new ArrayList<>();
    for (Running running : all) {
      if (running.late > 0) {
        lines.add(running.query.label() + ": " + running.late + " late rows dropped");
      }
      if (running.dead > 0) {
        lines.add(running.query.label() + ": " + running.dead + " dead letters");
      }
    }
    return lines;
  }

  @Override
  public void close() {
    all.forEach(running -> running.engine.close());
  }
}
