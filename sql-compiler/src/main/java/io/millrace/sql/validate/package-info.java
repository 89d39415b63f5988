/**
 * Internal: names and types: the catalog and type system as Calcite sees them, validation of a
 * parsed query and its translation to relational algebra, and refusals that can be told from the
 * syntax.
 *
 * <p>In: a parsed query and a {@link io.millrace.query.Catalog}. Out: relational algebra, or a
 * {@link io.millrace.query.SqlException} with position. One thread. Must not depend on plans or
 * generated code.
 */
package io.millrace.sql.validate;
