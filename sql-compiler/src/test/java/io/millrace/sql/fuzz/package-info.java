/** SQL that means harm, made up at random: what it can make of the compiler and its code. */
package io.millrace.sql.fuzz;
