/**
 * Internal: code generation for records: one class that writes the records of a class as rows, one
 * that reads rows as records.
 *
 * <p>In: {@link io.millrace.record.ColumnBinding}s. Out: hidden classes in the package of the
 * record, which live no longer than who holds them. Any thread.
 */
package io.millrace.sql.record;
