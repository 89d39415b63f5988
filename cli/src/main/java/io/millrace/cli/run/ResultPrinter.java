package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.cli.output.CsvResultWriter;
import io.millrace.cli.output.JsonResultWriter;
import io.millrace.cli.output.OutputFormat;
import io.millrace.cli.output.ResultWriter;
import io.millrace.cli.output.TableResultWriter;
import io.millrace.type.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints what the queries of a script deliver. Free to use from any thread; one at a time prints.
 */
final class ResultPrinter implements AutoCloseable {
  private final OutputStream out;
  private final PrintStream aside;
  private final ResultWriter writer;
  private boolean dirty;

  /**
   * A printer.
   *
   * @param format how rows are printed
   * @param out takes the rows
   * @param aside takes explanations, where they would spoil rows that a program reads
   */
  ResultPrinter(OutputFormat format, OutputStream out, PrintStream aside) {
    this.out = out;
    this.aside = format == OutputFormat.TABLE ? null : aside;
    writer =
        switch (format) {
          case TABLE -> new TableResultWriter(out);
          case CSV -> new CsvResultWriter(out);
          case JSONL -> new JsonResultWriter(out);
        };
  }

  /** Declares a query before its first row. */
  synchronized void open(int query, Schema schema, boolean changelog) {
    writer.open(query, schema, changelog);
  }

  /** Prints rows. */
  synchronized void print(int query, RecordBatch rows) {
    try {
      writer.write(query, rows);
      dirty = true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Shows what was held back. */
  synchronized void quiet() {
    if (dirty) {
      try {
        writer.quiet();
      } catch (IOException e) {
        throw unwritable(e);
      }
      dirty = false;
    }
  }

  /** Prints all that is left. */
  synchronized void finish() {
    try {
      writer.finish();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Prints the text of an explanation behind the rows so far. */
  synchronized void explain(String text) {
    if (aside != null) {
      aside.println(text);
      return;
    }
    try {
      writer.quiet();
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Closes the stream. */
  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "cannot write results: reason=" + IoMessages.of(e) + "; make room or write elsewhere", e);
  }
}
