package io.millrace.durability;

/**
 * How far a source has been recorded, so from where it goes on: behind row number {@code rows}. A
 * source that can seek goes to {@code mark} and passes over {@code rows - markRows} rows.
 *
 * @param source its name
 * @param rows rows of the source that are recorded; 0 if there is none
 * @param mark what the source said of its position last, by {@link
 *     io.millrace.publish.StreamPublisher#mark}; 0 if it never did
 * @param markRows rows of the source that were recorded by then
 */
public record SourcePosition(String source, long rows, long mark, long markRows) {
  /** The same, of a source with a name. */
  public SourcePosition of(String name) {
    return new SourcePosition(name, rows, mark, markRows);
  }
}
