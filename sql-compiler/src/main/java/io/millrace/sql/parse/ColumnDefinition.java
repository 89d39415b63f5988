package io.millrace.sql.parse;

import io.millrace.type.DataType;

/**
 * A column in CREATE STREAM.
 *
 * @param name its name
 * @param type its type, NOT NULL included
 */
public record ColumnDefinition(Name name, DataType type) {}
