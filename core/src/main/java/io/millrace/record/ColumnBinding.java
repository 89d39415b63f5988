package io.millrace.record;

import io.millrace.type.Column;

/**
 * A column and the component that it belongs to.
 *
 * @param index index of the column in its schema
 * @param column the column
 * @param component the component, or null if the record has none, so that the column is NULL
 */
public record ColumnBinding(int index, Column column, RecordField component) {}
