package io.millrace.sql.fuzz;

import java.util.concurrent.atomic.AtomicInteger;

/** Sings when text that came from SQL has become code. */
public final class Canary {
  private static final AtomicInteger SONGS = new AtomicInteger();

  private Canary() {}

  /** Called by nobody but by code that hostile text has become. */
  public static String sing() {
    SONGS.incrementAndGet();
    return "";
  }

  static int songs() {
    return SONGS.get();
  }
}
