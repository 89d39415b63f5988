package io.millrace.durability;

import java.time.Duration;

/**
 * A checkpoint that was taken.
 *
 * @param number its number, from 1
 * @param bytes bytes of all its files
 * @param took time from its barrier until it was valid
 * @param longestPause longest time that a partition worked off nothing else
 * @param warning why older checkpoints or journals could not be removed, or empty
 */
public record CheckpointReport(
    long number, long bytes, Duration took, Duration longestPause, String warning) {}
