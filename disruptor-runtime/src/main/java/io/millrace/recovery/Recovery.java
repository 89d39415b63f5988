package io.millrace.recovery;

import io.millrace.checkpoint.Checkpoint;
import io.millrace.checkpoint.StateFileReader;
import io.millrace.durability.RecoveryReport;
import io.millrace.publish.StreamHub;
import io.millrace.query.CompiledQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Brings an engine back from its directory: the newest checkpoint that holds, then the journals
 * behind it, up to where they end or are damaged. Nothing is written before all of it has worked.
 * One thread.
 */
public final class Recovery {
  private final DurableDirectory directory;
  private final Declarations declarations;
  private final RecoveryLog log = new RecoveryLog();
  private final Map<String, StreamRecovery> streams = new LinkedHashMap<>();
  private final List<StreamRecovery> upstream = new ArrayList<>();
  private BarrierPositions barriers = new BarrierPositions();

  /**
   * Into an engine in which nothing runs yet.
   *
   * @param hubs its streams, each behind those that feed it
   * @param declared its queries
   * @param compiler compiles SQL that was recorded
   * @param numbers gives each query its number
   */
  public Recovery(
      DurableDirectory directory,
      List<StreamHub> hubs,
      Collection<Declaration> declared,
      Function<String, CompiledQuery> compiler,
      IntSupplier numbers) {
    this.directory = directory;
    this.declarations = new Declarations(declared, compiler, numbers);
    for (StreamHub hub : hubs) {
      streams.put(
          DurableDirectory.fileName(hub.definition().name()),
          new StreamRecovery(hub, directory, declarations, log));
    }
    upstream.addAll(streams.values());
    Collections.reverse(upstream);
  }

  /**
   * Brings everything back; subscribers get the output behind the checkpoint once more. A stream
   * that others feed is whole before these are replayed, so that it knows which of their rows it
   * has.
   *
   * @param partitions of each ring
   * @throws IllegalStateException if what was recorded does not fit what is declared
   */
  public RecoveryReport run(int partitions) {
    long startNs = System.nanoTime();
    Optional<Checkpoint> checkpoint = directory.checkpoints().newest(log::note);
    checkpoint.ifPresent(this::restore);
    checkJournals();
    for (StreamRecovery stream : upstream) {
      stream.runsWith(partitions);
      stream.replay();
      stream.goOn();
    }
    return new RecoveryReport(
        checkpoint.map(Checkpoint::number).orElse(0L),
        new ArrayList<>(declarations.running().keySet()),
        log.sequences(),
        log.rows(),
        Duration.ofNanos(System.nanoTime() - startNs),
        log.notes());
  }

  private void restore(Checkpoint checkpoint) {
    EngineState state;
    try (StateFileReader manifest = checkpoint.manifest()) {
      state = EngineState.read(manifest);
    }
    barriers = BarrierPositions.of(state);
    for (int i = 0; i < state.streams().size(); i++) {
      StreamState stream = state.streams().get(i);
      StreamRecovery recovery = streams.get(DurableDirectory.fileName(stream.name()));
      if (recovery == null) {
        if (!stream.rings().isEmpty()) {
          throw new IllegalStateException(
              "recorded stream is not declared: stream="
                  + stream.name()
                  + ", columns="
                  + stream.definition()
                  + "; declare it before recover()");
        }
        continue;
      }
      recovery.restore(checkpoint, i, stream);
    }
  }

  private void checkJournals() {
    for (String stream : directory.streams()) {
      if (!streams.containsKey(stream) && !directory.rings(stream).isEmpty()) {
        throw new IllegalStateException(
            "stream with a journal is not declared: stream="
                + stream
                + "; declare it before recover()");
      }
    }
  }

  /** Whether a query of that name goes on. */
  public boolean isRunning(String query) {
    return declarations.run(query) != null;
  }

  /** Where each query ran that was replayed, also those that have ended, by name. */
  public Map<String, QueryPlace> places() {
    return declarations.places();
  }

  /** Where the barrier of the checkpoint was in each ring. */
  BarrierPositions barriers() {
    return barriers;
  }
}
