/**
 * Internal: the plan of a query: what is filtered, grouped, numbered and put out, as immutable
 * descriptions.
 *
 * <p>In: relational algebra. Out: a {@link io.millrace.sql.plan.QueryPlan} for code generation, or
 * a refusal. One thread. Must not depend on generated code.
 */
package io.millrace.sql.plan;
