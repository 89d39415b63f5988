package io.millrace.connector.tpch;

import static io.millrace.connector.tpch.TpchField.date;
import static io.millrace.connector.tpch.TpchField.integer;
import static io.millrace.connector.tpch.TpchField.key;
import static io.millrace.connector.tpch.TpchField.money;
import static io.millrace.connector.tpch.TpchField.text;
import static io.millrace.connector.tpch.TpchField.time;

import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.RandomBoundedInt;
import java.util.List;

/** What is sold: orders and their items. */
final class SalesTables {
  /**
   * Seed and limits of the number of items of an order, as the TPC-H specification's generator has
   * them.
   */
  private static final long ITEM_COUNT_SEED = 1_434_868_289L;

  private static final int FEWEST_ITEMS = 1;
  private static final int MOST_ITEMS = 7;
  private static final long HUNDREDTHS = 100;

  /** {@code orders}, with the names and the event time that streams want. */
  static final TpchTable<Order> ORDERS =
      new TpchTable<>(
          "orders",
          List.of(
              key("order_id", (order, count) -> order.getOrderKey()),
              key("customer_id", (order, count) -> order.getCustomerKey()),
              money("total_amount", (order, count) -> order.getTotalPriceInCents()),
              money("amount", (order, count) -> order.getTotalPriceInCents()),
              time("event_time", (order, count) -> OrderTime.ofKey(order.getOrderKey(), count)),
              key("o_orderkey", (order, count) -> order.getOrderKey()),
              key("o_custkey", (order, count) -> order.getCustomerKey()),
              text("o_orderstatus", 1, order -> String.valueOf(order.getOrderStatus())),
              money("o_totalprice", (order, count) -> order.getTotalPriceInCents()),
              date("o_orderdate", (order, count) -> order.getOrderDate()),
              text("o_orderpriority", 15, Order::getOrderPriority),
              text("o_clerk", 15, Order::getClerk),
              integer("o_shippriority", (order, count) -> order.getShipPriority()),
              text("o_comment", 79, Order::getComment)),
          (scaleFactor, texts) ->
              new OrderGenerator(scaleFactor, 1, 1, Distributions.getDefaultDistributions(), texts)
                  .iterator(),
          SalesTables::countOrders);

  /** {@code lineitem}, with the event time of its order. */
  static final TpchTable<LineItem> LINEITEM =
      new TpchTable<>(
          "lineitem",
          List.of(
              key("l_orderkey", (item, count) -> item.getOrderKey()),
              key("l_partkey", (item, count) -> item.getPartKey()),
              key("l_suppkey", (item, count) -> item.getSupplierKey()),
              integer("l_linenumber", (item, count) -> item.getLineNumber()),
              money("l_quantity", (item, count) -> item.getQuantity() * HUNDREDTHS),
              money("l_extendedprice", (item, count) -> item.getExtendedPriceInCents()),
              money("l_discount", (item, count) -> item.getDiscountPercent()),
              money("l_tax", (item, count) -> item.getTaxPercent()),
              text("l_returnflag", 1, LineItem::getReturnFlag),
              text("l_linestatus", 1, LineItem::getStatus),
              date("l_shipdate", (item, count) -> item.getShipDate()),
              date("l_commitdate", (item, count) -> item.getCommitDate()),
              date("l_receiptdate", (item, count) -> item.getReceiptDate()),
              text("l_shipinstruct", 25, LineItem::getShipInstructions),
              text("l_shipmode", 10, LineItem::getShipMode),
              text("l_comment", 44, LineItem::getComment),
              time("event_time", (item, count) -> OrderTime.ofKey(item.getOrderKey(), count))),
          (scaleFactor, texts) ->
              new LineItemGenerator(
                      scaleFactor, 1, 1, Distributions.getDefaultDistributions(), texts)
                  .iterator(),
          SalesTables::countItems);

  private SalesTables() {}

  /** Orders at a scale factor. */
  static long countOrders(double scaleFactor) {
    return GenerateUtils.calculateRowCount(OrderGenerator.SCALE_BASE, scaleFactor, 1, 1);
  }

  /** Items at a scale factor; costs about 10 ms for each million of orders. */
  private static long countItems(double scaleFactor) {
    RandomBoundedInt itemCounts = new RandomBoundedInt(ITEM_COUNT_SEED, FEWEST_ITEMS, MOST_ITEMS);
    long items = 0;
    for (long i = countOrders(scaleFactor); i > 0; i--) {
      items += itemCounts.nextValue();
      itemCounts.rowFinished();
    }
    return items;
  }
}
