package io.millrace.memory;

/** Off-heap state would outgrow its budget; the state is as it was before. */
public final class MemoryBudgetExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryBudgetExceededException(String message) {
    super(message);
  }
}
