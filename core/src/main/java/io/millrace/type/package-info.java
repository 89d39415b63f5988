/**
 * SQL types, schemas and the values they describe: 128-bit decimals, UTF-8 text, dates and times.
 *
 * <p>In: declarations and text. Out: immutable descriptions ({@link io.millrace.type.DataType},
 * {@link io.millrace.type.Schema}) and allocation-free operations on values. Everything immutable
 * here is free to use from any thread; mutable holders belong to one thread. Depends on nothing
 * else of Millrace.
 */
package io.millrace.type;
