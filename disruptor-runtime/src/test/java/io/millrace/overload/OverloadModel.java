package io.millrace.overload;

import io.millrace.OverloadPolicy;
import io.millrace.publish.PublishResult;
import io.millrace.publish.StreamStatus;
import java.util.ArrayList;
import java.util.List;

/** What becomes of rows by the rules, with lists: a publisher in front of consumers that wait. */
final class OverloadModel {
  /** A row: its key as text, and what tells it from all others. */
  record Item(String key, long id) {}

  private final OverloadPolicy policy;
  private final int batchRows;
  private final int slots;
  private final List<Item> waiting = new ArrayList<>();
  private final List<Long> sent = new ArrayList<>();
  private int freeSlots;
  private boolean overloaded;
  private long accepted;
  private long dropped;
  private long conflated;
  private long refused;

  OverloadModel(OverloadPolicy policy, int batchRows, int slots) {
    this.policy = policy;
    this.batchRows = batchRows;
    this.slots = slots;
    this.freeSlots = slots;
  }

  List<Long> sent() {
    return sent;
  }

  StreamStatus status(String stream) {
    return new StreamStatus(stream, policy, 1, accepted, sent.size(), dropped, conflated, refused);
  }

  private boolean hasRoom() {
    return freeSlots > 0;
  }

  private boolean isFull() {
    return waiting.size() == batchRows;
  }

  private boolean isIdle() {
    return freeSlots == slots;
  }

  private void send() {
    if (freeSlots == 0) {
      throw new IllegalStateException("the publisher would wait; the test must not go there");
    }
    freeSlots--;
    waiting.forEach(item -> sent.add(item.id));
    waiting.clear();
    overloaded = false;
  }

  /** All that was sent is worked off. */
  void release() {
    freeSlots = slots;
  }

  void flush() {
    if (!waiting.isEmpty()) {
      send();
    }
  }

  boolean mayFlush() {
    return hasRoom();
  }

  int publish(Item item) {
    if (!hasRoom()) {
      return publishWithoutRoom(item);
    }
    if (isFull()) {
      send();
    }
    if (!hasRoom()) {
      return publishWithoutRoom(item);
    }
    accept(item);
    if (isFull() || isIdle() || overloaded) {
      send();
    }
    return PublishResult.ACCEPTED;
  }

  private void accept(Item item) {
    waiting.add(item);
    accepted++;
  }

  private int publishWithoutRoom(Item item) {
    overloaded = policy == OverloadPolicy.CONFLATE;
    if (policy == OverloadPolicy.CONFLATE) {
      boolean replaced = waiting.removeIf(other -> other.key.equals(item.key));
      conflated += replaced ? 1 : 0;
      accept(item);
      return replaced ? PublishResult.CONFLATED : PublishResult.ACCEPTED;
    }
    if (!isFull()) {
      accept(item);
      return PublishResult.ACCEPTED;
    }
    if (policy == OverloadPolicy.FAIL_FAST) {
      refused++;
      return PublishResult.BACK_PRESSURED;
    }
    dropped++;
    if (policy == OverloadPolicy.DROP_NEWEST) {
      return PublishResult.DROPPED;
    }
    waiting.remove(0);
    accept(item);
    return PublishResult.DROPPED_OLDEST;
  }

  int publishAll(List<Item> items) {
    boolean whole = policy == OverloadPolicy.FAIL_FAST || policy == OverloadPolicy.DROP_NEWEST;
    int batches = (waiting.size() + items.size() + batchRows - 1) / batchRows;
    if (whole && batches > freeSlots) {
      refused += policy == OverloadPolicy.FAIL_FAST ? items.size() : 0;
      dropped += policy == OverloadPolicy.DROP_NEWEST ? items.size() : 0;
      return policy == OverloadPolicy.FAIL_FAST
          ? PublishResult.BACK_PRESSURED
          : PublishResult.DROPPED;
    }
    int result = PublishResult.ACCEPTED;
    if (hasRoom() && (overloaded || isFull())) {
      send();
    }
    for (Item item : items) {
      if (!hasRoom()) {
        result = Math.max(result, publishWithoutRoom(item));
      } else {
        accept(item);
        if (isFull()) {
          send();
        }
      }
    }
    if (!waiting.isEmpty() && isIdle()) {
      send();
    }
    return result;
  }
}
