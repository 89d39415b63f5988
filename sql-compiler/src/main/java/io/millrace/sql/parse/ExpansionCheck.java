package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/**
 * Refuses queries that become too large when they are translated, before that is tried: some
 * functions stand for an expression in which their operands come several times, and an inner column
 * for its expression wherever it is used. A few dozen levels of that would be more than any memory
 * holds. Each node is looked at once, though it may stand at several places.
 */
final class ExpansionCheck {
  private static final long MOST_COUNTED = Integer.MAX_VALUE;

  private final SqlLimits limits;
  private final IdentityHashMap<SqlNode, Long> sizes = new IdentityHashMap<>();
  private Map<String, Long> columns = Map.of();
  private long unknownColumn = 1;

  private ExpansionCheck(SqlLimits limits) {
    this.limits = limits;
  }

  static void check(SqlNode query, SqlLimits limits) {
    new ExpansionCheck(limits).size(query);
  }

  /** Operators and operands that a node becomes. */
  private long size(SqlNode node) {
    if (node == null) {
      return 0;
    }
    Long known = sizes.get(node);
    if (known == null) {
      known = Math.min(MOST_COUNTED, compute(node));
      check(node, known);
      sizes.put(node, known);
    }
    return known;
  }

  private void check(SqlNode node, long size) {
    boolean isList = node instanceof SqlNodeList || node.getKind() == SqlKind.VALUES;
    if (!isList && limits.excludes(SqlLimit.EXPRESSION_SIZE, size)) {
      throw refusal(node, size, limits);
    }
  }

  static SqlException refusal(SqlNode node, long size, SqlLimits limits) {
    return Positions.refuse(
        node,
        "query is too large: operators and operands="
            + size
            + limits.refusal(
                SqlLimit.EXPRESSION_SIZE, "split it, or use inner columns fewer times"));
  }

  private long compute(SqlNode node) {
    if (node instanceof SqlSelect select) {
      return sizeOfSelect(select);
    }
    if (node instanceof SqlIdentifier name) {
      return name.isStar() ? 1 : columns.getOrDefault(lastOf(name), unknownColumn);
    }
    if (node instanceof SqlNodeList list) {
      return sum(list.getList());
    }
    return node instanceof SqlCall call ? sizeOfCall(call) : 1;
  }

  private long sum(List<SqlNode> nodes) {
    long sum = 0;
    for (SqlNode node : nodes) {
      sum += size(node);
    }
    return sum;
  }

  private long sizeOfCall(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    long all = sum(operands);
    return 1
        + switch (nameOf(call)) {
          case "COALESCE", "NULLIF", "BETWEEN", "NOT BETWEEN" -> 2 * all;
          case "IS DISTINCT FROM", "IS NOT DISTINCT FROM" -> 4 * all;
          case "GREATEST", "LEAST" -> (operands.size() + 1L) * all;
          case "IN", "NOT IN" -> sizeOfIn(operands);
          default -> all;
        };
  }

  /** Upper case; BETWEEN without how it treats bounds in the wrong order. */
  private static String nameOf(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return name.replace(" ASYMMETRIC", "").replace(" SYMMETRIC", "");
  }

  /** What is looked up comes with each value; a column in a list of literals is searched. */
  private long sizeOfIn(List<SqlNode> operands) {
    long sought = size(operands.get(0));
    if (!(operands.get(1) instanceof SqlNodeList list) || sought == 1) {
      return sought;
    }
    return sought * list.size() + size(list);
  }

  private long sizeOfSelect(SqlSelect select) {
    columns = Map.of();
    unknownColumn = 1;
    long size = size(select.getFrom());
    for (SqlNode part : select.getOperandList()) {
      size += part == select.getFrom() ? 0 : size(part);
    }
    Map<String, Long> outputs = new HashMap<>(columns);
    long largest = unknownColumn;
    for (SqlNode item : select.getSelectList()) {
      outputs.merge(alias(item), size(item), Math::max);
      largest = Math.max(largest, size(item));
    }
    columns = outputs;
    unknownColumn = largest;
    return size;
  }

  private static String alias(SqlNode item) {
    if (item.getKind() == SqlKind.AS) {
      return alias(((SqlCall) item).operand(1));
    }
    return item instanceof SqlIdentifier name ? lastOf(name) : "";
  }

  private static String lastOf(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
  }
}
