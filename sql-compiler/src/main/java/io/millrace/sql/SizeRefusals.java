package io.millrace.sql;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.util.function.Supplier;
import org.codehaus.commons.compiler.InternalCompilerException;

/**
 * Refuses queries that are larger than a class file or the stack of the compiling thread, and those
 * with values that are larger than what they are computed in.
 */
final class SizeRefusals {
  private static final String NESTED = "nested too deeply";

  private SizeRefusals() {}

  /**
   * Does a step of compilation.
   *
   * @throws SqlException if the query is too large for it, or a value in it is
   */
  static <T> T check(Supplier<T> step, SqlPosition position) {
    try {
      return step.get();
    } catch (SqlException e) {
      throw e;
    } catch (ArithmeticException e) {
      throw refusal("query has a value that is out of range: " + e.getMessage(), position, e);
    } catch (StackOverflowError | RuntimeException e) {
      if (isOfSize(e)) {
        throw refusal(
            "query is too large to be compiled; split it, or shorten its longest expression or"
                + " list",
            position,
            e);
      }
      throw e;
    }
  }

  private static SqlException refusal(String message, SqlPosition position, Throwable cause) {
    SqlException refusal = new SqlException(message, position);
    refusal.initCause(cause);
    return refusal;
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
