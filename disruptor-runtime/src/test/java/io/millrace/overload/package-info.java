/**
 * Overload, forced by a subscriber that waits until it is let go: what is dropped, conflated and
 * refused, compared with a naive model.
 */
package io.millrace.overload;
