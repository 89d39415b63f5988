package io.millrace.sql.codegen;

import io.millrace.state.GroupTableDescriptor;

/** Number of rows that count; if all do, that is the number of rows that the slot has anyway. */
final class CountAccumulator implements Accumulator {
  private final AggregateInput input;
  private final int offset;
  private final String name;

  CountAccumulator(AggregateInput input, SlotLayout layout, ClassMembers members) {
    this.input = input;
    this.offset = input.always() ? GroupTableDescriptor.ORDINAL : layout.addLong();
    this.name = input.always() ? "ordinal" : members.uniqueName("count");
  }

  /** Java expression of the stored count. */
  String stored() {
    return input.always() ? "(groups.ordinal(slot) - 1L)" : "groups.getLong(slot + " + offset + ")";
  }

  /** Java expression: whether no row has counted yet, before {@link #store}. */
  String isZero() {
    return input.always() ? "ordinal == 1L" : stored() + " == 0L";
  }

  /** Java expression of the new count, behind {@link #prepare}. */
  String updated() {
    return name;
  }

  @Override
  public void prepare(CodeWriter body) {
    if (!input.always()) {
      body.line("final long " + name + " = " + stored() + " + (" + input.counts() + " ? 1L : 0L);");
    }
  }

  @Override
  public void store(CodeWriter body) {
    if (!input.always()) {
      body.line("groups.putLong(slot + " + offset + ", " + name + ");");
    }
  }
}
