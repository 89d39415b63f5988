/**
 * Engines that users would pick instead, each as they are meant to be used, in this process.
 *
 * <p>In: a workload. Out: answer rows. Each class says which threads it uses, what it was spared
 * and what its passes pay for. Everything here is for measurements only and is never shipped: Esper
 * is under the GNU General Public License, version 2; Flink is under the Apache License, version
 * 2.0. Nothing outside of this package may import either.
 */
package io.millrace.perf.rival;
