package io.millrace;

import io.millrace.query.StreamDefinition;
import io.millrace.query.StreamOptions;
import java.util.Locale;

/**
 * What becomes of rows while the rings of a stream are full. It concerns rows that wait at their
 * publisher, up to a batch of them; what has a sequence is never taken back, and while each ring
 * has room nothing is refused, dropped or conflated. Every outcome is told to the publisher, see
 * {@link io.millrace.publish.PublishResult}, and counted, see {@link
 * io.millrace.publish.StreamStatus}.
 */
public enum OverloadPolicy {
  /** The publisher waits. */
  BLOCK,
  /** The new row is not accepted. */
  FAIL_FAST,
  /** The new row is dropped. */
  DROP_NEWEST,
  /** The new row is accepted, and the one that has waited longest is dropped. */
  DROP_OLDEST,
  /**
   * The new row is accepted, and one of the same key that waits is left out. So the newest of each
   * key waits; if that are more keys than rows can wait, the publisher waits.
   */
  CONFLATE;

  /** How SQL spells it: {@code 'overload' = 'drop-oldest'}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The policy that SQL spells so. */
  static OverloadPolicy ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * A stream with this policy, whatever is configured for others.
   *
   * @param key the columns by which rows are conflated; none unless this is {@link #CONFLATE}
   */
  public StreamDefinition of(StreamDefinition stream, String... key) {
    StreamDefinition changed = stream.withOption(StreamOptions.OVERLOAD, word());
    return key.length == 0
        ? changed
        : changed.withOption(StreamOptions.OVERLOAD_KEY, String.join(", ", key));
  }

  /**
   * The policy of a stream: its own, or else the given one.
   *
   * @throws io.millrace.query.StreamOptionException if the options do not go with it
   */
  public static OverloadPolicy of(StreamDefinition stream, OverloadPolicy otherwise) {
    StreamOptions options = StreamOptions.of(stream);
    OverloadPolicy policy = options.overload() == null ? otherwise : ofWord(options.overload());
    if (policy == CONFLATE && options.overloadKey().isEmpty()) {
      throw StreamOptions.withoutKey(stream.name());
    }
    if (policy != CONFLATE && !options.overloadKey().isEmpty()) {
      throw StreamOptions.withKey(stream.name(), policy.word());
    }
    return policy;
  }
}
