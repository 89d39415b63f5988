package io.millrace.corpus;

import io.millrace.corpus.oracle.Oracle;
import io.millrace.corpus.oracle.OracleOutput;
import java.util.regex.Pattern;

/** Runs a query on the naive oracle. */
final class OracleRun {
  private static final Pattern INSERT_OF_QUERY =
      Pattern.compile("INSERT\\s+INTO\\s+[^;]*\\bSELECT\\b", Pattern.CASE_INSENSITIVE);

  private OracleRun() {}

  /** Whether the oracle knows the query of a file: a SELECT by itself. */
  static boolean knows(CorpusFile file) {
    return !INSERT_OF_QUERY.matcher(file.script()).find();
  }

  /** Checks that the oracle gives what a file says. */
  static void check(CorpusFile file, CompiledCorpus corpus) {
    Check.oracle(run(corpus), file, corpus.query().outputSchema());
  }

  /** What the oracle gives. */
  static Outcome run(CompiledCorpus corpus) {
    return outcome(
        Oracle.run(
            corpus.query().sql(),
            corpus.stream(),
            corpus.earlier(),
            corpus.input(),
            corpus.oldValues()));
  }

  /** What an inspection behind the last row must show. */
  static Outcome inspect(CompiledCorpus corpus) {
    return outcome(
        Oracle.inspect(
            corpus.query().sql(),
            corpus.stream(),
            corpus.earlier(),
            corpus.input(),
            corpus.oldValues()));
  }

  private static Outcome outcome(OracleOutput output) {
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
