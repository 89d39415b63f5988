package io.millrace.perf.bench;

/** What a measure has found, with the measure's name. */
record NamedFindings(String name, Findings findings) {}
