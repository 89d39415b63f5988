package io.millrace.connector.tpch;

import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.List;

/** The TPC-H tables there are, and what is in them. */
public final class TpchTables {
  private static final List<TpchTable<?>> TABLES =
      List.of(
          SalesTables.ORDERS,
          SalesTables.LINEITEM,
          PartyTables.CUSTOMER,
          PartTables.PART,
          PartTables.PARTSUPP,
          PartyTables.SUPPLIER,
          PartyTables.NATION,
          PartyTables.REGION);

  private TpchTables() {}

  /** The names of the tables. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (TpchTable<?> table : TABLES) {
      names.add(table.name());
    }
    return names;
  }

  /**
   * All columns of a table: keys are BIGINT, other whole numbers INTEGER, money and other fractions
   * DECIMAL(12, 2), dates DATE, texts VARCHAR; none is ever NULL. {@code orders} has the names
   * {@code order_id}, {@code customer_id}, {@code total_amount} and {@code amount} for {@code
   * o_orderkey}, {@code o_custkey} and (twice) {@code o_totalprice} besides the standard ones.
   * {@code orders} and {@code lineitem} have {@code event_time}, a TIMESTAMP(3) that ascends evenly
   * over 1998-01-01 in the order of the rows; all items of an order have the order's.
   *
   * @param table one of {@link #names()}
   */
  public static Schema schemaOf(String table) {
    return require(table).schema();
  }

  /**
   * How many rows a table has at a scale factor. For {@code lineitem}, orders must be counted,
   * which costs about 10 ms for each million of them; for other tables nothing.
   *
   * @param table one of {@link #names()}
   * @param scaleFactor the scale factor, at least {@link TpchConnector#LEAST_SCALE_FACTOR}
   */
  public static long rowCountOf(String table, double scaleFactor) {
    return require(table).rowCount().applyAsLong(scaleFactor);
  }

  private static TpchTable<?> require(String name) {
    TpchTable<?> table = find(name);
    if (table == null) {
      throw new IllegalArgumentException(
          "unknown table: table=" + name + "; choose one of " + String.join(", ", names()));
    }
    return table;
  }

  /** The table of that name, or null. */
  static TpchTable<?> find(String name) {
    for (TpchTable<?> table : TABLES) {
      if (table.name().equals(name)) {
        return table;
      }
    }
    return null;
  }
}
