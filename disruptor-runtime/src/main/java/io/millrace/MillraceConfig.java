package io.millrace;

import io.millrace.access.ConnectorAccess;
import io.millrace.durability.Durability;
import io.millrace.engine.KeyGroups;
import io.millrace.memory.MemoryBudget;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.time.MillraceClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Settings of a {@link Millrace}, concluded once. Immutable: each {@code with} method gives a
 * changed copy, and refuses a value out of range with an {@link IllegalArgumentException}.
 */
public final class MillraceConfig {
  private static final int MAX_BATCH_ROWS = 1 << 20;
  private static final int ROWS_IN_FLIGHT = 32_768;
  private static final int MIN_SLOTS = 32;
  private static final int MAX_DERIVED_SLOTS = 1024;

  private String name = "millrace";
  private int partitions = 1;
  private int batchRows = 1024;
  private int ringSlots;
  private WaitMode waitMode = WaitMode.BLOCKING;
  private Map<String, WaitMode> streamWaitModes = Map.of();
  private ThreadFactory threadFactory = MillraceConfig::daemon;
  private MillraceClock clock = MillraceClock.system();
  private OverloadPolicy overload = OverloadPolicy.BLOCK;
  private FailurePolicy failure = FailurePolicy.STOP_QUERY;
  private boolean sharedPublishing = true;
  private boolean emitAtEnd = true;
  private boolean latencyRecording;
  private Duration closeTimeout;
  private long memoryBudgetBytes = 1L << 30;
  private long tableRows = 1_000_000;
  private Durability durability;
  private SqlLimits limits = SqlLimits.defaults();
  private ConnectorAccess connectorAccess = ConnectorAccess.none();

  private MillraceConfig() {}

  private MillraceConfig(MillraceConfig original) {
    name = original.name;
    partitions = original.partitions;
    batchRows = original.batchRows;
    ringSlots = original.ringSlots;
    waitMode = original.waitMode;
    streamWaitModes = original.streamWaitModes;
    threadFactory = original.threadFactory;
    clock = original.clock;
    overload = original.overload;
    failure = original.failure;
    sharedPublishing = original.sharedPublishing;
    emitAtEnd = original.emitAtEnd;
    latencyRecording = original.latencyRecording;
    closeTimeout = original.closeTimeout;
    memoryBudgetBytes = original.memoryBudgetBytes;
    tableRows = original.tableRows;
    durability = original.durability;
    limits = original.limits;
    connectorAccess = original.connectorAccess;
  }

  /**
   * One partition, blocking wait, blocking publishers, publishing from any thread, 1 GiB of state.
   */
  public static MillraceConfig defaults() {
    return new MillraceConfig();
  }

  private static void check(boolean right, String setting, long value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "setting out of range: " + setting + "=" + value + "; it must be " + range);
    }
  }

  /** Prefix of thread names. */
  public String name() {
    return name;
  }

  /** With another prefix of thread names. */
  public MillraceConfig withName(String value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.name = value;
    return changed;
  }

  /** Partitions of each keyed or stateless pipeline, 1 to 128. */
  public int partitions() {
    return partitions;
  }

  /** With that many partitions. */
  public MillraceConfig withPartitions(int value) {
    check(value >= 1 && value <= KeyGroups.COUNT, "partitions", value, "1 to 128");
    MillraceConfig changed = new MillraceConfig(this);
    changed.partitions = value;
    return changed;
  }

  /** Most rows in a batch. */
  public int batchRows() {
    return batchRows;
  }

  /** With batches of at most that many rows. */
  public MillraceConfig withBatchRows(int value) {
    check(value >= 1 && value <= MAX_BATCH_ROWS, "batchRows", value, "1 to 1048576");
    MillraceConfig changed = new MillraceConfig(this);
    changed.batchRows = value;
    return changed;
  }

  /**
   * Batches in flight in a ring, a power of two. Unless set, as many as hold 32,768 rows, but at
   * least 32 and at most 1024: small batches need more slots, or each would wake all partitions.
   */
  public int ringSlots() {
    if (ringSlots > 0) {
      return ringSlots;
    }
    int slots = Math.min(MAX_DERIVED_SLOTS, Math.max(MIN_SLOTS, ROWS_IN_FLIGHT / batchRows));
    return Integer.highestOneBit(slots);
  }

  /** With rings of that many slots. */
  public MillraceConfig withRingSlots(int value) {
    check(
        value >= 2 && Integer.bitCount(value) == 1,
        "ringSlots",
        value,
        "a power of two, at least 2");
    MillraceConfig changed = new MillraceConfig(this);
    changed.ringSlots = value;
    return changed;
  }

  /** How threads wait for input. */
  public WaitMode waitMode() {
    return waitMode;
  }

  /** With another way to wait. */
  public MillraceConfig withWaitMode(WaitMode value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.waitMode = value;
    return changed;
  }

  /** With another way to wait for the rings of one stream, whatever holds for the others. */
  public MillraceConfig withWaitMode(String stream, WaitMode value) {
    MillraceConfig changed = new MillraceConfig(this);
    Map<String, WaitMode> modes = new HashMap<>(streamWaitModes);
    modes.put(stream.toLowerCase(Locale.ROOT), value);
    changed.streamWaitModes = Map.copyOf(modes);
    return changed;
  }

  /** These settings as they hold for one stream. */
  public MillraceConfig of(String stream) {
    WaitMode own = streamWaitModes.get(stream.toLowerCase(Locale.ROOT));
    return own == null ? this : withWaitMode(own);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    return thread;
  }

  /** Makes the threads of partitions and delivery. */
  public ThreadFactory threadFactory() {
    return threadFactory;
  }

  /**
   * With threads from elsewhere, such as a factory that binds each to a processor. The engine gives
   * them their names and starts them; they should be daemons if the process may end without {@link
   * Millrace#close}.
   */
  public MillraceConfig withThreadFactory(ThreadFactory value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.threadFactory = Objects.requireNonNull(value, "threadFactory");
    return changed;
  }

  /** What processing time is. */
  public MillraceClock clock() {
    return clock;
  }

  /** With another clock, such as one that a test steps. */
  public MillraceConfig withClock(MillraceClock value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.clock = Objects.requireNonNull(value, "clock");
    return changed;
  }

  /** What becomes of rows while a ring is full, in streams that do not say it themselves. */
  public OverloadPolicy overload() {
    return overload;
  }

  /** With another policy for full rings, in streams that do not say it themselves. */
  public MillraceConfig withOverload(OverloadPolicy value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.overload = value;
    return changed;
  }

  /** What happens when a row fails. */
  public FailurePolicy failure() {
    return failure;
  }

  /** With another policy for rows that fail. */
  public MillraceConfig withFailure(FailurePolicy value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.failure = value;
    return changed;
  }

  /**
   * Whether publishers and subscribers come from several threads at a time; if not, all calls must
   * come from one thread.
   */
  public boolean sharedPublishing() {
    return sharedPublishing;
  }

  /** With publishing from several threads, or from one only, which saves an atomic a batch. */
  public MillraceConfig withSharedPublishing(boolean value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.sharedPublishing = value;
    return changed;
  }

  /** Whether the end of input emits open windows. */
  public boolean emitAtEnd() {
    return emitAtEnd;
  }

  /** With open windows emitted at the end of input, or left open. */
  public MillraceConfig withEmitAtEnd(boolean value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.emitAtEnd = value;
    return changed;
  }

  /** How long closing may take; null if there is no limit. */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** With a limit to how long {@link Millrace#close} waits for output to be delivered. */
  public MillraceConfig withCloseTimeout(Duration value) {
    check(!value.isNegative(), "closeTimeout", value.toMillis(), "0 ms or more");
    MillraceConfig changed = new MillraceConfig(this);
    changed.closeTimeout = value;
    return changed;
  }

  /** Whether latencies are recorded. */
  public boolean latencyRecording() {
    return latencyRecording;
  }

  /**
   * With latencies recorded, or not, which is the default: the clock is read three times a batch,
   * and {@link Millrace#latencies} tells the percentiles.
   */
  public MillraceConfig withLatencyRecording(boolean value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.latencyRecording = value;
    return changed;
  }

  /** Most off-heap bytes of all state. */
  public long memoryBudgetBytes() {
    return memoryBudgetBytes;
  }

  /** With another budget for off-heap state. */
  public MillraceConfig withMemoryBudgetBytes(long value) {
    check(value > 0, "memoryBudgetBytes", value, "positive");
    MillraceConfig changed = new MillraceConfig(this);
    changed.memoryBudgetBytes = value;
    return changed;
  }

  /** Most rows of a table, one million unless set; one more stops the table's query. */
  public long tableRows() {
    return tableRows;
  }

  /** With tables of at most that many rows; they lie on the heap. */
  public MillraceConfig withTableRows(long value) {
    check(value > 0, "tableRows", value, "positive");
    MillraceConfig changed = new MillraceConfig(this);
    changed.tableRows = value;
    return changed;
  }

  /** What outlives the process; null if nothing does. */
  public Durability durability() {
    return durability;
  }

  /** With input and state that outlive the process; null for none. */
  public MillraceConfig withDurability(Durability value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.durability = value;
    return changed;
  }

  /** A budget for the state of all queries, of which each may take its part. */
  MemoryBudget newBudget() {
    return new MemoryBudget(name, memoryBudgetBytes, limits.get(SqlLimit.QUERY_MEMORY));
  }

  /** How much SQL may ask for. */
  public SqlLimits limits() {
    return limits;
  }

  /** With other limits for SQL, streams and queries; see {@link io.millrace.query.SqlLimit}. */
  public MillraceConfig withLimits(SqlLimits value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.limits = Objects.requireNonNull(value, "limits");
    return changed;
  }

  /** Which connectors, and which files, SQL may name; nothing unless set. */
  public ConnectorAccess connectorAccess() {
    return connectorAccess;
  }

  /**
   * With connectors that the SQL given to {@link Millrace#execute} may name. The engine itself
   * opens none; it refuses streams with others, so that whoever reads the options can trust them.
   */
  public MillraceConfig withConnectorAccess(ConnectorAccess value) {
    MillraceConfig changed = new MillraceConfig(this);
    changed.connectorAccess = Objects.requireNonNull(value, "connectorAccess");
    return changed;
  }
}
