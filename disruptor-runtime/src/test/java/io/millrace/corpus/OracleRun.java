package io.millrace.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.corpus.oracle.Oracle;
import io.millrace.corpus.oracle.OracleOutput;

/** Runs a query on the naive oracle. */
final class OracleRun {
  private OracleRun() {}

  /** Checks that the oracle gives what a file says. */
  static void check(CorpusFile file, CompiledCorpus corpus) {
    assumeTrue(corpus.query().sink() == null, "the oracle knows SELECT only");
    Check.oracle(run(corpus), file, corpus.query().outputSchema());
  }

  /** What the oracle gives. */
  static Outcome run(CompiledCorpus corpus) {
    OracleOutput output =
        Oracle.run(
            corpus.query().sql(),
            corpus.stream(),
            corpus.earlier(),
            corpus.input(),
            corpus.oldValues());
    Outcome outcome = new Outcome();
    for (int i = 0; i < output.rows().size(); i++) {
      outcome.add(new OutputRow(output.kinds().get(i), output.rows().get(i)));
    }
    output.failures().forEach(outcome::addFailure);
    for (long i = 0; i < output.lateRows(); i++) {
      outcome.addLate();
    }
    for (long i = 0; i < output.deadLetters(); i++) {
      outcome.addDeadLetter();
    }
    return outcome;
  }
}
