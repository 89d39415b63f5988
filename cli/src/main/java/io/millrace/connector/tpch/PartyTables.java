package io.millrace.connector.tpch;

import static io.millrace.connector.tpch.TpchField.key;
import static io.millrace.connector.tpch.TpchField.money;
import static io.millrace.connector.tpch.TpchField.text;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Region;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.Supplier;
import io.trino.tpch.SupplierGenerator;
import java.util.List;

/** Who buys and sells, and where: customers, suppliers, nations and regions. */
final class PartyTables {
  private static final long NATIONS = 25;
  private static final long REGIONS = 5;

  /** {@code customer}. */
  static final TpchTable<Customer> CUSTOMER =
      new TpchTable<>(
          "customer",
          List.of(
              key("c_custkey", (customer, count) -> customer.getCustomerKey()),
              text("c_name", 25, Customer::getName),
              text("c_address", 40, Customer::getAddress),
              key("c_nationkey", (customer, count) -> customer.getNationKey()),
              text("c_phone", 15, Customer::getPhone),
              money("c_acctbal", (customer, count) -> customer.getAccountBalanceInCents()),
              text("c_mktsegment", 10, Customer::getMarketSegment),
              text("c_comment", 117, Customer::getComment)),
          (scaleFactor, texts) ->
              new CustomerGenerator(
                      scaleFactor, 1, 1, Distributions.getDefaultDistributions(), texts)
                  .iterator(),
          scaleFactor ->
              GenerateUtils.calculateRowCount(CustomerGenerator.SCALE_BASE, scaleFactor, 1, 1));

  /** {@code supplier}. */
  static final TpchTable<Supplier> SUPPLIER =
      new TpchTable<>(
          "supplier",
          List.of(
              key("s_suppkey", (supplier, count) -> supplier.getSupplierKey()),
              text("s_name", 25, Supplier::getName),
              text("s_address", 40, Supplier::getAddress),
              key("s_nationkey", (supplier, count) -> supplier.getNationKey()),
              text("s_phone", 15, Supplier::getPhone),
              money("s_acctbal", (supplier, count) -> supplier.getAccountBalanceInCents()),
              text("s_comment", 101, Supplier::getComment)),
          (scaleFactor, texts) ->
              new SupplierGenerator(
                      scaleFactor, 1, 1, Distributions.getDefaultDistributions(), texts)
                  .iterator(),
          scaleFactor ->
              GenerateUtils.calculateRowCount(SupplierGenerator.SCALE_BASE, scaleFactor, 1, 1));

  /** {@code nation}; the same at every scale factor. */
  static final TpchTable<Nation> NATION =
      new TpchTable<>(
          "nation",
          List.of(
              key("n_nationkey", (nation, count) -> nation.getNationKey()),
              text("n_name", 25, Nation::getName),
              key("n_regionkey", (nation, count) -> nation.getRegionKey()),
              text("n_comment", 152, Nation::getComment)),
          (scaleFactor, texts) ->
              new NationGenerator(Distributions.getDefaultDistributions(), texts).iterator(),
          scaleFactor -> NATIONS);

  /** {@code region}; the same at every scale factor. */
  static final TpchTable<Region> REGION =
      new TpchTable<>(
          "region",
          List.of(
              key("r_regionkey", (region, count) -> region.getRegionKey()),
              text("r_name", 25, Region::getName),
              text("r_comment", 152, Region::getComment)),
          (scaleFactor, texts) ->
              new RegionGenerator(Distributions.getDefaultDistributions(), texts).iterator(),
          scaleFactor -> REGIONS);

  private PartyTables() {}
}
