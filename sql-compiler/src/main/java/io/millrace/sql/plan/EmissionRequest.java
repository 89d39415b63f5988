package io.millrace.sql.plan;

/**
 * What is asked for about emission.
 *
 * @param written the EMIT clause, or null if there is none
 * @param oldValues whether changes are wanted with the old values before the new ones
 */
public record EmissionRequest(Emission written, boolean oldValues) {}
