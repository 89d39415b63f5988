/**
 * Java records as rows: which component is which column, and how values become each other.
 *
 * <p>In: record classes and schemas. Out: {@link io.millrace.record.RecordWriter}s and {@link
 * io.millrace.record.RecordReader}s, one generated class each, so that no row meets reflection or
 * boxing. Reflection is used once for a class. Must not know rings, threads or SQL text.
 */
package io.millrace.record;
