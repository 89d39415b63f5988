/**
 * Internal: event-time windows: which window an event time falls into, and the open windows of one
 * engine as slices, each with a group table of its own that is recycled whole when the window
 * closes.
 *
 * <p>One thread. Depends on {@link io.millrace.state}; windows are half open and aligned to the
 * epoch.
 */
package io.millrace.window;
