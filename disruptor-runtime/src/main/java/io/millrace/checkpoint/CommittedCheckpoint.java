package io.millrace.checkpoint;

import io.millrace.storage.StorageException;
import java.util.Optional;

/**
 * What was committed.
 *
 * @param number its number
 * @param bytes length of its state files and manifest
 * @param retirementFailure why older checkpoints could not be removed; the next commit tries again
 */
public record CommittedCheckpoint(
    long number, long bytes, Optional<StorageException> retirementFailure) {}
