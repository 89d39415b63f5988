/**
 * Internal: from validated SQL expressions to Java expressions and statements inside a generated
 * class.
 *
 * <p>In: Calcite {@code RexNode} trees and the {@link io.millrace.sql.codegen.expression.Value
 * values} of the columns they refer to. Out: statements in a {@link
 * io.millrace.sql.codegen.CodeWriter} and values that refer to them. NULL is known at compile time
 * where it can be: columns that are NOT NULL yield code without any NULL handling. The code
 * allocates nothing but where {@code io.millrace.expression} says so. Runs on the thread that
 * compiles the query; knows nothing of plans, engines or Janino.
 */
package io.millrace.sql.codegen.expression;
