package io.millrace;

import io.millrace.publish.StreamHub;
import io.millrace.ring.Deadline;
import io.millrace.ring.Pipeline;
import io.millrace.ring.UnfinishedWork;
import java.util.ArrayList;
import java.util.List;

/** The end of streams: publishers are shut, input ends, output is delivered, threads stop. */
final class Closing {
  private final List<StreamHub> hubs;
  private final Deadline deadline;

  /** What publishers could not bring out that waited there, or null. */
  private RuntimeException lost;

  Closing(List<StreamHub> hubs, Deadline deadline) {
    this.hubs = hubs;
    this.deadline = deadline;
  }

  /** Ends input and delivers all output; fails if rows that waited could not come out. */
  void endInput(boolean emit) {
    end(emit);
    checkNothingLost();
  }

  /** Whether all output was delivered in time. */
  private boolean end(boolean emit) {
    boolean finished = true;
    for (StreamHub hub : hubs) {
      closePublishers(hub);
      if (emit || !hub.isDurable()) {
        finished &= hub.endInput(emit, deadline);
      }
      for (Pipeline pipeline : hub.allPipelines()) {
        finished &= pipeline.drain(deadline);
      }
    }
    return finished;
  }

  /** A ring that has failed takes no rows, which is told when everything is closed. */
  private void closePublishers(StreamHub hub) {
    try {
      hub.closePublishers(deadline);
    } catch (IllegalStateException e) {
      lost = e;
    }
  }

  /** Tells what was lost, if anything was. */
  private void checkNothingLost() {
    if (lost != null) {
      throw lost;
    }
  }

  /** Waits until everything published so far is delivered. */
  void drain() {
    List<UnfinishedWork> unfinished = new ArrayList<>();
    for (StreamHub hub : hubs) {
      for (Pipeline pipeline : hub.allPipelines()) {
        if (!pipeline.drain(deadline)) {
          unfinished.addAll(pipeline.unfinished());
        }
      }
    }
    if (!unfinished.isEmpty()) {
      throw new UnfinishedException(
          "work was not finished in time", unfinished, "wait longer, or see what holds it up");
    }
  }

  /** Stops everything, at the deadline whatever it is at; does something when all is delivered. */
  void close(String engine, boolean emit, Runnable lastOfAll) {
    boolean finished = end(emit);
    if (finished) {
      lastOfAll.run();
    }
    List<UnfinishedWork> unfinished = new ArrayList<>();
    for (StreamHub hub : hubs) {
      for (Pipeline pipeline : hub.allPipelines()) {
        if (finished) {
          pipeline.stop();
        } else {
          unfinished.addAll(pipeline.unfinished());
          pipeline.abort();
        }
      }
    }
    if (!finished) {
      throw new UnfinishedException(
          "engine was closed before all output was delivered: name=" + engine,
          unfinished,
          "see what the subscriber waits for, or allow more time");
    }
    checkNothingLost();
  }
}
