package io.millrace.cli.output;

import java.util.Locale;

/** How result rows are printed. */
public enum OutputFormat {
  /** Aligned columns for people. */
  TABLE("txt"),
  /** Comma-separated values with a header for each query; see {@link CsvResultWriter}. */
  CSV("csv"),
  /** One JSON object a line; see {@link JsonResultWriter}. */
  JSONL("jsonl");

  private final String fileSuffix;

  OutputFormat(String fileSuffix) {
    this.fileSuffix = fileSuffix;
  }

  /** Suffix of result files, without the dot. */
  public String fileSuffix() {
    return fileSuffix;
  }

  /** As it is written on the command line, such as {@code jsonl}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
