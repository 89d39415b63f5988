package io.millrace.connector.tpch;

import static io.millrace.connector.tpch.TpchField.integer;
import static io.millrace.connector.tpch.TpchField.key;
import static io.millrace.connector.tpch.TpchField.money;
import static io.millrace.connector.tpch.TpchField.text;

import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.Part;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.PartSupplierGenerator;
import java.util.List;

/** What can be bought: parts, and who supplies them. */
final class PartTables {
  private static final int SUPPLIERS_PER_PART = 4;

  /** {@code part}. */
  static final TpchTable<Part> PART =
      new TpchTable<>(
          "part",
          List.of(
              key("p_partkey", (part, count) -> part.getPartKey()),
              text("p_name", 55, Part::getName),
              text("p_mfgr", 25, Part::getManufacturer),
              text("p_brand", 10, Part::getBrand),
              text("p_type", 25, Part::getType),
              integer("p_size", (part, count) -> part.getSize()),
              text("p_container", 10, Part::getContainer),
              money("p_retailprice", (part, count) -> part.getRetailPriceInCents()),
              text("p_comment", 23, Part::getComment)),
          (scaleFactor, texts) ->
              new PartGenerator(scaleFactor, 1, 1, Distributions.getDefaultDistributions(), texts)
                  .iterator(),
          PartTables::countParts);

  /** {@code partsupp}. */
  static final TpchTable<PartSupplier> PARTSUPP =
      new TpchTable<>(
          "partsupp",
          List.of(
              key("ps_partkey", (offer, count) -> offer.getPartKey()),
              key("ps_suppkey", (offer, count) -> offer.getSupplierKey()),
              integer("ps_availqty", (offer, count) -> offer.getAvailableQuantity()),
              money("ps_supplycost", (offer, count) -> offer.getSupplyCostInCents()),
              text("ps_comment", 199, PartSupplier::getComment)),
          (scaleFactor, texts) -> new PartSupplierGenerator(scaleFactor, 1, 1, texts).iterator(),
          scaleFactor -> SUPPLIERS_PER_PART * countParts(scaleFactor));

  private PartTables() {}

  private static long countParts(double scaleFactor) {
    return GenerateUtils.calculateRowCount(PartGenerator.SCALE_BASE, scaleFactor, 1, 1);
  }
}
