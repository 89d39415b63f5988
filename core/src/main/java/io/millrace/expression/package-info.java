/**
 * Internal: what generated code calls to compute SQL expressions: checked arithmetic, comparisons,
 * casts.
 *
 * <p>In and out: primitive values in the storage of their SQL type, never NULL (generated code
 * takes care of NULL). Static methods, free to use from any thread, without allocation unless a
 * method says so; failures are {@link java.lang.ArithmeticException} or {@link
 * java.lang.IllegalArgumentException} that name the values. Depends on {@code io.millrace.type}
 * only.
 */
package io.millrace.expression;
