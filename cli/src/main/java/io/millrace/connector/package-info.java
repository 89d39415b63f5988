/**
 * The contract of connectors: where rows come from and where results go.
 *
 * <p>In: a {@link io.millrace.query.StreamDefinition} whose options name a connector. Out: a {@link
 * io.millrace.connector.Source} that fills batches or a {@link io.millrace.connector.Sink} that
 * takes them. Connectors are found by {@link java.util.ServiceLoader}; each has a package of its
 * own below this one. A source or sink belongs to one thread at a time and starts none that
 * outlives it. Must not depend on a single connector, on SQL text, on a ring or on an engine.
 */
package io.millrace.connector;
