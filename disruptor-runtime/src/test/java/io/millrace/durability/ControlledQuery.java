package io.millrace.durability;

import io.millrace.Delivery;
import io.millrace.Query;
import io.millrace.output.Subscriber;
import io.millrace.query.CompiledQuery;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query that {@link RandomControl} starts. The texts of one kind take each other's state.
 *
 * @param text which of its kind
 */
record ControlledQuery(Kind kind, int text) {
  /** How it is started and read. */
  enum Form {
    SUBSCRIPTION,
    PREPARED,
    TABLE
  }

  enum Kind {
    TOTALS(
        "orders",
        RecoveryTest.TOTALS,
        RecoveryTest.TOTALS.replace("GROUP", "WHERE amount > 500 GROUP"),
        RecoveryTest.TOTALS + " HAVING COUNT(*) > 3"),
    LARGE("orders", RecoveryTest.LARGE, RecoveryTest.LARGE.replace("900", "300")),
    NUMBERS("orders", RecoveryTest.NUMBERS),
    WINDOWS("orders", RecoveryTest.WINDOWS),
    BY_AMOUNT(
        "orders", "SELECT amount / 250 AS k, COUNT(*) AS n FROM orders GROUP BY amount / 250"),
    PREPARED_FILTER(
        Form.PREPARED, "orders", "SELECT id, customer FROM orders WHERE amount > 1 + ?", 700),
    PREPARED_TOTALS(
        Form.PREPARED,
        "orders",
        "SELECT customer, COUNT(*) AS n FROM orders WHERE amount < ? GROUP BY customer",
        400),
    TABLE_OF_TOTALS(Form.TABLE, "orders", RecoveryTest.TOTALS),
    TABLE_OF_LARGE(
        Form.TABLE, "orders", RecoveryTest.TOTALS.replace("GROUP", "WHERE amount > 900 GROUP")),
    RETURNED_TOTALS(
        "returns",
        RecoveryTest.TOTALS.replace("orders", "returns"),
        RecoveryTest.TOTALS.replace("orders", "returns") + " HAVING COUNT(*) > 2"),
    RETURNED_WINDOWS("returns", RecoveryTest.WINDOWS.replace("orders", "returns")),
    TABLE_OF_RETURNED(Form.TABLE, "returns", RecoveryTest.TOTALS.replace("orders", "returns")),
    COPIED(
        "copies",
        "SELECT id, amount FROM copies",
        "SELECT id, amount FROM copies WHERE amount > 600"),
    COPIED_BY_AMOUNT(
        "copies",
        "SELECT amount / 300 AS k, COUNT(*) AS n, SUM(id) AS s FROM copies GROUP BY amount / 300");

    private final Form form;
    private final String stream;
    private final List<String> texts;
    private final Object[] values;

    Kind(String stream, String... texts) {
      this.form = Form.SUBSCRIPTION;
      this.stream = stream;
      this.texts = List.of(texts);
      this.values = new Object[0];
    }

    Kind(Form form, String stream, String text, Object... values) {
      this.form = form;
      this.stream = stream;
      this.texts = List.of(text);
      this.values = values;
    }

    /** All over orders, and over the other streams that are there. */
    static List<Kind> over(boolean copies, boolean returns) {
      return Stream.of(values())
          .filter(
              kind ->
                  kind.stream.equals("orders")
                      || copies && kind.stream.equals("copies")
                      || returns && kind.stream.equals("returns"))
          .toList();
    }

    int texts() {
      return texts.size();
    }
  }

  String sql() {
    return kind.texts.get(text);
  }

  boolean isTable() {
    return kind.form == Form.TABLE;
  }

  /** Of the same kind, with the text that follows. */
  ControlledQuery next() {
    return new ControlledQuery(kind, (text + 1) % kind.texts());
  }

  private CompiledQuery compiled(DurableRun run) {
    return kind.form == Form.PREPARED
        ? run.engine().prepare(sql()).bind(kind.values)
        : DurableRun.compile(sql(), run.engine());
  }

  /** Starts it, or before recovery declares it. */
  void start(DurableRun run, String name, Subscriber output) {
    if (isTable()) {
      run.engine().table(name, sql());
    } else {
      run.engine().durable().subscribe(name, compiled(run), Delivery.ORDERED, output);
    }
  }

  /** Before recovery: it goes on if it is recorded; only a table begins else. */
  void declare(DurableRun run, String name, Subscriber output) {
    if (isTable()) {
      run.engine().table(name, sql());
    } else {
      run.engine().durable().subscribeIfRecorded(name, compiled(run), Delivery.ORDERED, output);
    }
  }

  /** Starts one that no other process knows of. */
  Query startUnnamed(DurableRun run) {
    Subscriber nobody = (rows, partition, sequence) -> {};
    return kind.form == Form.PREPARED
        ? run.engine().prepare(sql()).subscribe(Delivery.ORDERED, nobody, kind.values)
        : run.engine().subscribe(sql(), Delivery.ORDERED, nobody);
  }
}
