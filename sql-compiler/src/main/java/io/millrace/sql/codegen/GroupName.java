package io.millrace.sql.codegen;

import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.validate.MillraceTypeFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** What tells a group from others in a message: its keys and the start of its window. */
final class GroupName {
  private static final MillraceTypeFactory TYPES = new MillraceTypeFactory();
  private static final RexBuilder REX = new RexBuilder(TYPES);

  private final QueryPlan plan;
  private final GroupPlan group;
  private final List<String> names = new ArrayList<>();
  private final List<RexNode> texts = new ArrayList<>();

  GroupName(QueryPlan plan, GroupPlan group) {
    this.plan = plan;
    this.group = group;
    for (int i = 0; i < group.groups().size(); i++) {
      if (!(group.groups().get(i) instanceof GroupPlan.GroupField.WindowEnd)) {
        names.add(name(i));
        texts.add(text(i));
      }
    }
  }

  /** Names of keys and window, as the query shows them or after the column. */
  List<String> names() {
    return names;
  }

  /** Their values as VARCHAR, over the fields of the group. */
  List<RexNode> texts() {
    return texts;
  }

  private String name(int field) {
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (plan.outputs().get(i) instanceof RexInputRef ref && ref.getIndex() == field) {
        return plan.names().get(i);
      }
    }
    if (!(group.groups().get(field) instanceof GroupPlan.GroupField.Key key)) {
      return "window_start";
    }
    return group.keys().get(key.index()) instanceof RexInputRef column
        ? plan.stream().schema().column(column.getIndex()).name()
        : "key " + (key.index() + 1);
  }

  private RexNode text(int field) {
    RelDataType type = group.fieldTypes().get(field);
    RelDataType text =
        TYPES.createTypeWithNullability(
            TYPES.createSqlType(SqlTypeName.VARCHAR), type.isNullable());
    return REX.makeAbstractCast(text, REX.makeInputRef(type, field), false);
  }
}
