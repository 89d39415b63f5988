package io.millrace.simulation;

import io.millrace.Millrace;
import io.millrace.stepping.SteppedLoader;
import java.util.Map;
import java.util.function.Function;

/** The classes of the runtime and of simulations with steps in them. */
final class SimulationClasses {
  private static final String STORAGE = "io/millrace/storage/";
  private static final String JOURNAL = "io/millrace/journal/";

  private static final SteppedLoader LOADER =
      new SteppedLoader(
          Map.of(
              STORAGE + "Storage",
              Map.of(STORAGE + "FileStorage", STORAGE + "SimulatedStorage"),
              JOURNAL + "JournalWriter",
              Map.of(JOURNAL + "SegmentOutput", JOURNAL + "SimulatedSegment")),
          JOURNAL,
          Millrace.class,
          SimulationClasses.class);

  private SimulationClasses() {}

  /** What a class gives by its method {@code entry}. */
  @SuppressWarnings("unchecked") // So are all that there are.
  static Function<Object[], Object> entry(Class<?> type) throws ReflectiveOperationException {
    return (Function<Object[], Object>)
        LOADER.loadClass(type.getName()).getMethod("entry").invoke(null);
  }
}
