package io.millrace.sql;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.util.function.Supplier;
import org.codehaus.commons.compiler.InternalCompilerException;

/** Refuses queries that are larger than a class file or the stack of the compiling thread. */
final class SizeRefusals {
  private static final String NESTED = "nested too deeply";

  private SizeRefusals() {}

  /**
   * Does a step of compilation.
   *
   * @throws SqlException if the query is too large for it
   */
  static <T> T check(Supplier<T> step, SqlPosition position) {
    try {
      return step.get();
    } catch (SqlException e) {
      throw e;
    } catch (StackOverflowError | RuntimeException e) {
      if (isOfSize(e)) {
        SqlException refusal =
            new SqlException(
                "query is too large to be compiled; split it, or shorten its longest expression"
                    + " or list",
                position);
        refusal.initCause(e);
        throw refusal;
      }
      throw e;
    }
  }

  private static boolean isOfSize(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof StackOverflowError
          || cause instanceof InternalCompilerException
          || message != null && message.contains(NESTED)) {
        return true;
      }
    }
    return false;
  }
}
