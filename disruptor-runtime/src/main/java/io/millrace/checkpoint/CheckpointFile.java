package io.millrace.checkpoint;

/**
 * A file of a checkpoint as its manifest describes it.
 *
 * @param name name in the directory of the checkpoint
 * @param bytes length of the whole file
 * @param checksum CRC32C of the whole file
 */
record CheckpointFile(String name, long bytes, int checksum) {}
