package io.millrace.perf.bench;

import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a case in this JVM: prepares all contenders, compares their answers, warms them up, then
 * makes rounds in which each takes its turn. A slow contender makes fewer rounds, but at least one.
 */
final class CaseRun {
  private final Pace pace;
  private final Consumer<String> progress;
  private final List<Turn> turns = new ArrayList<>();

  CaseRun(Pace pace, Consumer<String> progress) {
    this.pace = pace;
    this.progress = progress;
  }

  /** One contender with what it took so far. */
  private static final class Turn {
    final Contender contender;
    final String refusal;
    final List<Double> nsOfRounds = new ArrayList<>();
    double passNs;

    Turn(Contender contender, String refusal) {
      this.contender = contender;
      this.refusal = refusal;
    }

    /** Makes a pass; the nanoseconds it took. */
    double pass(Answer answer, long expectedRows) throws Exception {
      contender.ready();
      long start = System.nanoTime();
      long rows = contender.run(answer);
      double ns = System.nanoTime() - start;
      contender.rest();
      if (expectedRows >= 0 && rows != expectedRows) {
        throw new WrongAnswerException(
            "wrong number of answer rows: contender="
                + contender.name()
                + ", rows="
                + rows
                + ", expected="
                + expectedRows);
      }
      return ns;
    }
  }

  /** Runs the case with these contenders, the first of which says what is right. */
  CaseResult run(BenchCase benchCase, Workload workload, List<Contender> contenders)
      throws Exception {
    try {
      Answer expected = null;
      for (Contender contender : contenders) {
        Turn turn = new Turn(contender, contender.refusal(benchCase.scenario()));
        turns.add(turn);
        if (turn.refusal == null) {
          progress.accept(benchCase.label() + ": " + contender.name());
          expected = check(benchCase, workload, turn, expected);
          warmUp(turn, expected.rows());
        }
      }
      progress.accept(benchCase.label() + ": rounds");
      for (int round = 0; round < pace.rounds(); round++) {
        System.gc();
        for (Turn turn : turns) {
          if (turn.refusal == null && round < roundsOf(turn)) {
            turn.nsOfRounds.add(round(turn, expected.rows()));
          }
        }
      }
      checkRowsAreUnchanged(expected);
      return new CaseResult(benchCase, String.valueOf(expected), timings());
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private static Answer check(BenchCase benchCase, Workload workload, Turn turn, Answer expected)
      throws Exception {
    turn.contender.prepare(workload);
    Answer answer = new Answer();
    turn.passNs = turn.pass(answer, -1);
    if (expected != null && !expected.equals(answer)) {
      throw new WrongAnswerException(
          "wrong answer: case="
              + benchCase.label()
              + ", contender="
              + turn.contender.name()
              + ", answer="
              + answer
              + ", expected="
              + expected);
    }
    return answer;
  }

  /** Lets the first contender answer once more: batches are lent to others. */
  private void checkRowsAreUnchanged(Answer expected) throws Exception {
    Answer again = new Answer();
    turns.get(0).pass(again, -1);
    if (!again.equals(expected)) {
      throw new WrongAnswerException(
          "rows were changed: answer=" + again + ", expected=" + expected);
    }
  }

  private void warmUp(Turn turn, long expectedRows) throws Exception {
    double spentNs = turn.passNs;
    while (spentNs < pace.warmUpNs() * turn.contender.warmUpFactor()) {
      turn.passNs = turn.pass(null, expectedRows);
      spentNs += turn.passNs;
    }
  }

  private double roundsOf(Turn turn) {
    return Math.max(1, Math.floor(pace.contenderNs() / turn.passNs));
  }

  private double round(Turn turn, long expectedRows) throws Exception {
    double spentNs = 0;
    int passes = 0;
    do {
      spentNs += turn.pass(null, expectedRows);
      passes++;
    } while (spentNs + turn.passNs < pace.roundNs());
    return spentNs / passes;
  }

  private List<Timing> timings() {
    List<Timing> timings = new ArrayList<>();
    for (Turn turn : turns) {
      double[] ns = turn.nsOfRounds.stream().mapToDouble(Double::doubleValue).toArray();
      timings.add(new Timing(turn.contender.name(), ns, turn.refusal));
    }
    return timings;
  }
}
