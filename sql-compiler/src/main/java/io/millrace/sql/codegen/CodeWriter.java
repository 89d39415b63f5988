package io.millrace.sql.codegen;

/** Writes indented Java statements. One thread. */
public final class CodeWriter {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** Writes nothing yet, and indents from no blank on. */
  public CodeWriter() {
    this(0);
  }

  /** Writes nothing yet; the first line is indented {@code depth} times. */
  public CodeWriter(int depth) {
    this.depth = depth;
  }

  /** Writes one line; an empty one stays empty. */
  public CodeWriter line(String line) {
    if (!line.isEmpty()) {
      text.append(INDENT.repeat(depth)).append(line);
    }
    text.append('\n');
    return this;
  }

  /** Writes lines that are indented among themselves already, such as another writer's text. */
  public CodeWriter lines(String block) {
    block.lines().forEach(this::line);
    return this;
  }

  /** Writes the header and an opening brace, and indents what follows. */
  public CodeWriter open(String header) {
    line(header + " {");
    depth++;
    return this;
  }

  /** Ends the block that was opened last. */
  public CodeWriter close() {
    return close("");
  }

  /** Ends the block that was opened last with {@code suffix} behind the brace. */
  public CodeWriter close(String suffix) {
    depth--;
    return line("}" + suffix);
  }

  /** Ends the block that was opened last and opens its sequel, such as {@code else}. */
  public CodeWriter reopen(String header) {
    depth--;
    return open("} " + header);
  }

  /** Writes a comment; any text is safe, a line break starts a further comment line. */
  public CodeWriter comment(String comment) {
    comment.replace("\\", "\\ ").lines().forEach(line -> line("// " + line));
    return this;
  }

  /** How often the next line will be indented. */
  public int depth() {
    return depth;
  }

  /** Whether nothing was written. */
  public boolean isEmpty() {
    return text.length() == 0;
  }

  /** What was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
