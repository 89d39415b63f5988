/**
 * Plots as SVG text, without a library: lines over logarithmic axes, readable on light and dark
 * ground and without colour.
 *
 * <p>In: named series of points. Out: a string. Knows nothing of what is plotted.
 */
package io.millrace.perf.plot;
