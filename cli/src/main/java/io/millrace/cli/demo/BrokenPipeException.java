package io.millrace.cli.demo;

/** Nobody reads the report any more. */
public final class BrokenPipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
