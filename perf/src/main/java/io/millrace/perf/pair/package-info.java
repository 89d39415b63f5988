/**
 * Two builds of Millrace against each other: the same pass in JVMs of the one and of the other, in
 * turns, answers compared.
 *
 * <p>In: two directories with a built {@code perf}. Out: a table of ratios, with their spread. The
 * classes of this package run with the classes of either build, so that they use nothing but the
 * contract in {@link io.millrace.perf.scenario} and the names of contenders.
 */
package io.millrace.perf.pair;
