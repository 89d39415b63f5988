package io.millrace.query;

/**
 * Compiles SQL; found by {@link java.util.ServiceLoader}. Implementations are stateless and free to
 * use from any thread.
 */
@FunctionalInterface
public interface QueryCompiler {
  /**
   * Opens SQL text of one or many statements.
   *
   * @param text the statements, separated by semicolons
   * @param source name of the text in error messages, such as a file name
   * @param limits what is refused because it is too much
   */
  CompiledScript open(String text, String source, SqlLimits limits);

  /** Opens SQL text under the default limits. */
  default CompiledScript open(String text, String source) {
    return open(text, source, SqlLimits.defaults());
  }

  /** This compiler with other limits where none are said. */
  default QueryCompiler within(SqlLimits limits) {
    QueryCompiler compiler = this;
    return new QueryCompiler() {
      @Override
      public CompiledScript open(String text, String source, SqlLimits others) {
        return compiler.open(text, source, others);
      }

      @Override
      public CompiledScript open(String text, String source) {
        return compiler.open(text, source, limits);
      }
    };
  }
}
