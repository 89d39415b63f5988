package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import io.millrace.query.StreamDefinition;
import io.millrace.sql.validate.StreamTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/**
 * Turns relational algebra, a chain from one scan to the root, into a {@link QueryPlan}. One use;
 * one thread.
 */
public final class PlanBuilder {
  private final SqlPosition position;
  private final RexBuilder rex;
  private final EmissionRequest request;
  private StreamDefinition stream;
  private RexNode filter;
  private OperatorPlan operator;
  private RexNode outputFilter;
  private List<RexNode> fields;

  private PlanBuilder(RelNode root, SqlPosition position, EmissionRequest request) {
    this.rex = root.getCluster().getRexBuilder();
    this.position = position;
    this.request = request;
  }

  /**
   * Plans a query.
   *
   * @param root its algebra
   * @param position the query's place, for refusals that have no closer one
   * @param request what was asked for about emission
   * @throws SqlException if it cannot be computed
   */
  public static QueryPlan build(RelRoot root, SqlPosition position, EmissionRequest request) {
    PlanBuilder builder = new PlanBuilder(root.rel, position, request);
    return builder.plan(root);
  }

  private QueryPlan plan(RelRoot root) {
    add(root.rel);
    List<RexNode> outputs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    root.fields.forEach(
        (index, name) -> {
          outputs.add(fields.get(index));
          names.add(name);
        });
    Emission emission = emission();
    if (operator instanceof StatelessPlan) {
      filter = and(filter, outputFilter);
      outputFilter = null;
    }
    return new QueryPlan(
        stream, filter, operator, outputFilter, outputs, names, emission, request.oldValues());
  }

  private Emission emission() {
    if (stream.bounded() && request.written() == Emission.CHANGES) {
      throw refuse(
          "EMIT CHANGES over a table: table="
              + stream.name()
              + "; leave EMIT out, its rows are all there");
    }
    boolean windowed = operator instanceof GroupPlan group && group.window() != null;
    if (!(operator instanceof GroupPlan)) {
      return Emission.CHANGES;
    }
    return request.written() == Emission.FINAL
            || ((windowed || stream.bounded()) && request.written() != Emission.CHANGES)
        ? Emission.FINAL
        : Emission.CHANGES;
  }

  private void add(RelNode node) {
    if (node instanceof TableScan scan) {
      addScan(scan);
      return;
    }
    if (node.getInputs().size() != 1) {
      throw refuse(
          "unsupported step of a query: step="
              + node.getRelTypeName()
              + "; read one stream a query");
    }
    add(node.getInput(0));
    if (node instanceof Project project) {
      addProject(project);
    } else if (node instanceof Filter condition) {
      addFilter(condition);
    } else if (node instanceof TableFunctionScan function) {
      fields = TumbleTranslation.append(function, fields, rex, message -> refuse(message));
    } else if (node instanceof Aggregate aggregate) {
      addAggregate(aggregate);
    } else {
      throw refuse(
          "unsupported step of a query: step="
              + node.getRelTypeName()
              + "; filter, project, group or number the rows of one stream");
    }
  }

  private void addScan(TableScan scan) {
    StreamTable table = scan.getTable().unwrap(StreamTable.class);
    stream = table.stream();
    fields = inputRefs(scan.getRowType());
    operator = new StatelessPlan(types(scan.getRowType()));
  }

  private List<RexNode> inputRefs(RelDataType rowType) {
    List<RexNode> refs = new ArrayList<>();
    for (RelDataTypeField field : rowType.getFieldList()) {
      refs.add(rex.makeInputRef(field.getType(), field.getIndex()));
    }
    return refs;
  }

  private static List<RelDataType> types(RelDataType rowType) {
    return rowType.getFieldList().stream().map(RelDataTypeField::getType).toList();
  }

  private void addProject(Project project) {
    List<RexNode> expressions = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      expressions.add(Inlining.inline(TumbleTranslation.rewrite(expression, rex), fields));
    }
    if (RexOver.containsOver(expressions, null)) {
      requireStateless();
      RowNumberTranslation translation = new RowNumberTranslation(stream, this::refuse);
      operator = translation.plan(expressions, (StatelessPlan) operator, rex);
      expressions = translation.replaceOver(expressions, operator, rex);
      filter = and(filter, outputFilter);
      outputFilter = null;
    }
    fields = expressions;
  }

  private void addFilter(Filter node) {
    RexNode condition = Inlining.inline(node.getCondition(), fields);
    if (operator instanceof StatelessPlan) {
      filter = and(filter, condition);
    } else {
      outputFilter = and(outputFilter, condition);
    }
  }

  private RexNode and(RexNode left, RexNode right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return RexUtil.composeConjunction(rex, List.of(left, right));
  }

  private void addAggregate(Aggregate aggregate) {
    requireStateless();
    GroupTranslation translation = new GroupTranslation(stream, fields, this::refuse);
    operator = translation.plan(aggregate);
    fields = inputRefs(aggregate.getRowType());
  }

  private void requireStateless() {
    if (!(operator instanceof StatelessPlan)) {
      throw refuse(
          "a query can hold one step with state; write the inner result to a stream with INSERT INTO … SELECT and read that");
    }
  }

  private SqlException refuse(String message) {
    return new SqlException(message, position);
  }
}
