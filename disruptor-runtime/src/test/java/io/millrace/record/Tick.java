package io.millrace.record;

/** A record that a test loads with a loader of its own, so it is nested nowhere. */
record Tick(String symbol, long size) {}
