/**
 * Queries that are compiled once and started many times. In comes a compiled query and values for
 * its parameters, out goes a started query. On the caller's thread; knows no SQL text and no
 * compiler.
 */
package io.millrace.prepared;
