package io.millrace.simulation;

import java.util.Arrays;
import java.util.List;

/** A query of a simulation, with what is known of the rows that it must have seen. */
final class SimulatedQuery {
  private final String name;
  private final QueryKind kind;
  private final SimulatedOutput output;
  private final int[] firstLeast;
  private final int[] firstMost;
  private final int[] endLeast;
  private final int[] endMost;

  /** Whether the call that starts it has returned. */
  boolean started;

  /** Whether it was to end, and whether that call has returned. */
  boolean ending;

  boolean ended;

  SimulatedQuery(String name, QueryKind kind, SimulatedOutput output, int sources) {
    this.name = name;
    this.kind = kind;
    this.output = output;
    this.firstLeast = new int[sources];
    this.firstMost = new int[sources];
    this.endLeast = new int[sources];
    this.endMost = new int[sources];
  }

  String name() {
    return name;
  }

  QueryKind kind() {
    return kind;
  }

  SimulatedOutput output() {
    return output;
  }

  /** Is to be started: it sees no row that was sent before. */
  void starts(List<SimulatedSource> sources) {
    for (int i = 0; i < firstLeast.length; i++) {
      firstLeast[i] = sources.get(i).sent;
      firstMost[i] = sources.get(i).rows().size();
    }
  }

  /** Was started: it sees each row that comes after this. */
  void hasStarted(List<SimulatedSource> sources) {
    started = true;
    for (int i = 0; i < firstMost.length; i++) {
      firstMost[i] = Math.max(firstLeast[i], most(sources.get(i)));
    }
  }

  /** Is to end: it sees each row that was sent before. */
  void ends(List<SimulatedSource> sources) {
    ending = true;
    for (int i = 0; i < endLeast.length; i++) {
      endLeast[i] = sources.get(i).sent;
      endMost[i] = sources.get(i).rows().size();
    }
  }

  /** Has ended: it sees no row that comes after this. */
  void hasEnded(List<SimulatedSource> sources) {
    ended = true;
    for (int i = 0; i < endMost.length; i++) {
      endMost[i] = most(sources.get(i));
    }
  }

  /**
   * May have begun anew with what is recorded by now; and rows from before its start that are lost
   * are sent again, behind it.
   */
  void mayHaveBegunAnew(List<SimulatedSource> sources) {
    for (int i = 0; i < firstMost.length; i++) {
      firstMost[i] = Math.max(firstMost[i], most(sources.get(i)));
      firstLeast[i] = Math.min(firstLeast[i], sources.get(i).sent);
    }
  }

  /** Output before its end may be lost, as nobody puts it out again. */
  void mayLackItsEnd() {
    Arrays.fill(endLeast, 0);
  }

  /** One more may be on its way. */
  private static int most(SimulatedSource source) {
    return Math.min(source.rows().size(), source.accepted + 1);
  }

  int firstLeast(int source) {
    return firstLeast[source];
  }

  int firstMost(int source) {
    return firstMost[source];
  }

  int endLeast(int source) {
    return endLeast[source];
  }

  int endMost(int source) {
    return endMost[source];
  }

  @Override
  public String toString() {
    return name + " (" + kind + ")";
  }
}
