package io.millrace.corpus;

import java.util.List;

/**
 * One file of the corpus: a script and, in its comments, what must come of it.
 *
 * @param name path below the corpus folder, without extension
 * @param script the whole text, which is SQL
 * @param error the rendered error of the first statement that must be refused, or null
 * @param rows the output rows; null with an error
 * @param order which order of rows counts
 * @param lateRows how many rows come too late
 * @param deadLetters how many rows the query cannot use
 * @param failures for each row that cannot be processed a part of the message, in order
 */
record CorpusFile(
    String name,
    String script,
    String error,
    List<OutputRow> rows,
    RowOrder order,
    long lateRows,
    long deadLetters,
    List<String> failures) {

  /** The name under which errors show the script. */
  String source() {
    return name.substring(name.lastIndexOf('/') + 1) + CorpusReader.EXTENSION;
  }
}
