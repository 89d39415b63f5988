package io.millrace.query;

/**
 * Compiles SQL; found by {@link java.util.ServiceLoader}. Implementations are stateless and free to
 * use from any thread.
 */
public interface QueryCompiler {
  /**
   * Opens SQL text of one or many statements.
   *
   * @param text the statements, separated by semicolons
   * @param source name of the text in error messages, such as a file name
   */
  CompiledScript open(String text, String source);
}
