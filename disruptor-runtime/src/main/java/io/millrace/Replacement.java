package io.millrace;

/**
 * What came of {@link Query#replace}.
 *
 * @param query the new query
 * @param stateKept whether it has gone on with the state of the old one; else it began empty
 * @param reason why not, such as {@code aggregates differ: was [COUNT(*)], is [SUM(amount)]}; empty
 *     if state was kept
 */
public record Replacement(Query query, boolean stateKept, String reason) {}
