package io.millrace.query;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much SQL may ask for: bounds of what a statement from outside can make the compiler and an
 * engine do. What is over a limit is refused, never cut. Immutable; any thread.
 */
public final class SqlLimits {
  private static final SqlLimits DEFAULTS = new SqlLimits(new EnumMap<>(SqlLimit.class));

  private final Map<SqlLimit, Long> changed;

  private SqlLimits(Map<SqlLimit, Long> changed) {
    this.changed = changed;
  }

  /** Each limit at its {@link SqlLimit#standard}. */
  public static SqlLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Each limit at its {@link SqlLimit#most}: for SQL that was taken before under whatever limits.
   */
  public static SqlLimits highest() {
    Map<SqlLimit, Long> most = new EnumMap<>(SqlLimit.class);
    for (SqlLimit limit : SqlLimit.values()) {
      most.put(limit, limit.most());
    }
    return new SqlLimits(most);
  }

  /**
   * These, with one at another value.
   *
   * @throws IllegalArgumentException if the value is out of the limit's range
   */
  public SqlLimits with(SqlLimit limit, long value) {
    if (value < 1 || value > limit.most()) {
      throw new IllegalArgumentException(
          "limit out of range: "
              + limit.word()
              + "="
              + value
              + "; it must be 1 to "
              + limit.most());
    }
    Map<SqlLimit, Long> copy = new EnumMap<>(SqlLimit.class);
    copy.putAll(changed);
    copy.put(limit, value);
    return new SqlLimits(copy);
  }

  /** The value of one. */
  public long get(SqlLimit limit) {
    return changed.getOrDefault(limit, limit.standard());
  }

  /** The value of one that counts things in memory. */
  public int count(SqlLimit limit) {
    return (int) Math.min(Integer.MAX_VALUE, get(limit));
  }

  /** Whether so many are too many. */
  public boolean excludes(SqlLimit limit, long found) {
    return found > get(limit);
  }

  /**
   * The end of a message about what is over a limit: {@code limit=…} and what to do.
   *
   * @param advice what the one who wrote the SQL can do
   */
  public String refusal(SqlLimit limit, String advice) {
    return ", limit=" + get(limit) + "; " + advice + ", or raise the limit " + limit.word();
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (SqlLimit limit : SqlLimit.values()) {
      out.append(out.length() == 0 ? "" : ", ").append(limit.word()).append('=').append(get(limit));
    }
    return out.toString();
  }
}
