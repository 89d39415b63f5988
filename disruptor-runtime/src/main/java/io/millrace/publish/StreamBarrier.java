package io.millrace.publish;

import io.millrace.ring.StreamPoint;

/**
 * Where a barrier is among the events of a stream.
 *
 * @param point how far the stream is
 * @param pipelinesMade pipelines that it had had by then; what comes later has a higher number
 */
public record StreamBarrier(StreamPoint point, int pipelinesMade) {}
