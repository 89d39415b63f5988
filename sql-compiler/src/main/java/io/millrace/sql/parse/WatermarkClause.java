package io.millrace.sql.parse;

import io.millrace.query.SqlPosition;

/**
 * {@code WATERMARK FOR column AS column - delay}.
 *
 * @param column the column that holds the event time
 * @param delayNs how far rows may be behind, in nanoseconds; not negative
 * @param position where the clause stands
 */
public record WatermarkClause(Name column, long delayNs, SqlPosition position) {}
