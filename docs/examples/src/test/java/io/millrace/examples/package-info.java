/**
 * Runs each example and compares all that it prints; shows a test of a query with a stepped clock.
 */
package io.millrace.examples;
