/**
 * What SQL may reach outside the engine: connectors by name, and for files the directories that it
 * may read and write. Nothing, unless the embedding program allows it.
 *
 * <p>In: what the options of a stream ask for. Out: the file to open, or a refusal. Any thread.
 * Must not open a file, and must not depend on a connector.
 */
package io.millrace.access;
