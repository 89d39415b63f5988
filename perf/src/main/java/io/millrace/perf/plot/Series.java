package io.millrace.perf.plot;

import java.io.Serializable;

/**
 * Points of one line, x ascending; both coordinates larger than 0.
 *
 * @param name for the legend
 * @param x where
 * @param y how much; as long as {@code x}
 */
public record Series(String name, double[] x, double[] y) implements Serializable {}
