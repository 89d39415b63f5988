package io.millrace.sql.validate;

import io.millrace.query.Catalog;
import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.query.StreamDefinition;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Refuses queries with too many columns, keys or values in a list, before anything is made of them:
 * a few stars in inner queries stand for very many columns.
 */
final class SizeCheck extends SqlBasicVisitor<Void> {
  /** Those that TUMBLE adds: the start and the end of the window, and its last moment. */
  private static final int WINDOW_COLUMNS = 3;

  private final Catalog catalog;
  private final SqlLimits limits;

  private SizeCheck(Catalog catalog, SqlLimits limits) {
    this.catalog = catalog;
    this.limits = limits;
  }

  static void check(SqlNode query, Catalog catalog, SqlLimits limits) {
    SizeCheck check = new SizeCheck(catalog, limits);
    check.width(query);
    query.accept(check);
  }

  /** Number of columns of what can stand in FROM. */
  private long width(SqlNode node) {
    if (node instanceof SqlSelect select) {
      return width(select);
    }
    if (node instanceof SqlIdentifier name) {
      StreamDefinition stream = catalog.find(String.join(".", name.names));
      return stream == null ? 1 : stream.schema().size() + WINDOW_COLUMNS;
    }
    if (node instanceof SqlCall call) {
      return call.getOperandList().stream().mapToLong(this::width).reduce(0, Long::sum);
    }
    return 0;
  }

  private long width(SqlSelect select) {
    long from = select.getFrom() == null ? 0 : width(select.getFrom());
    long columns = 0;
    for (SqlNode item : select.getSelectList()) {
      columns += hasStar(item) ? from - WINDOW_COLUMNS : 1;
      if (limits.excludes(SqlLimit.RESULT_COLUMNS, columns)) {
        throw tooMany("columns in SELECT", columns, SqlLimit.RESULT_COLUMNS, item, "select fewer");
      }
    }
    return columns + WINDOW_COLUMNS;
  }

  private static boolean hasStar(SqlNode item) {
    return item instanceof SqlIdentifier name && name.isStar()
        || item instanceof SqlCall call
            && call.getOperandList().stream().anyMatch(each -> each != null && hasStar(each))
            && !(call.getOperator() instanceof SqlFunction);
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getGroup() != null) {
      checkKeys("GROUP BY", select.getGroup());
    } else if (call instanceof SqlWindow window) {
      checkKeys("PARTITION BY", window.getPartitionList());
    } else if ((call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN)
        && call.operand(1) instanceof SqlNodeList list
        && limits.excludes(SqlLimit.LIST_VALUES, list.size())) {
      SqlNode first = list.get(limits.count(SqlLimit.LIST_VALUES));
      throw tooMany("values in IN", list.size(), SqlLimit.LIST_VALUES, first, "split the list");
    }
    return super.visit(call);
  }

  /** The bounds of a window can be among them and do not count as keys. */
  private void checkKeys(String clause, SqlNodeList keys) {
    int most = limits.count(SqlLimit.KEYS) + WINDOW_COLUMNS;
    if (keys.size() > most) {
      SqlNode first = keys.get(most);
      throw tooMany("keys in " + clause, keys.size(), SqlLimit.KEYS, first, "use fewer");
    }
  }

  /** Marks the first that is too many. */
  private SqlException tooMany(
      String what, long found, SqlLimit limit, SqlNode first, String advice) {
    String word = limit.word();
    return Positions.refuse(
        first, "too many " + what + ": " + word + "=" + found + limits.refusal(limit, advice));
  }
}
