/**
 * Internal: warm-up: rows that are made up run through the queries of an engine in a copy of it, so
 * that the JIT compiler has done its work before the first real row.
 *
 * <p>In: schemas and compiled queries. Out: nothing but compiled code. Runs on the caller's thread
 * and on the threads of the copy, which end with it.
 */
package io.millrace.warmup;
