package io.millrace.storage;

/** The process of a {@link FaultyStorage} has no power any more; no code under test catches it. */
public final class PowerCutError extends Error {
  private static final long serialVersionUID = 1;

  PowerCutError() {
    super("power is cut");
  }
}
