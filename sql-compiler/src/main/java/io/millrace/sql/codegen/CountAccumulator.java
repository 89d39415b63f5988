package io.millrace.sql.codegen;

/** Number of rows that count. */
final class CountAccumulator implements Accumulator {
  private final AggregateInput input;
  private final int offset;
  private final String name;

  CountAccumulator(AggregateInput input, SlotLayout layout, ClassMembers members) {
    this.input = input;
    this.offset = layout.addLong();
    this.name = members.uniqueName("count");
  }

  /** Java expression of the stored count. */
  String stored() {
    return "groups.getLong(slot + " + offset + ")";
  }

  @Override
  public void prepare(CodeWriter body) {
    String step = input.always() ? "1L" : "(" + input.counts() + " ? 1L : 0L)";
    body.line("final long " + name + " = " + stored() + " + " + step + ";");
  }

  @Override
  public void store(CodeWriter body) {
    body.line("groups.putLong(slot + " + offset + ", " + name + ");");
  }
}
