package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimits;
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
  private final ExpressionSizes sizes;
  private StreamDefinition stream;
  private RexNode filter;
  private OperatorPlan operator;
  private RexNode outputFilter;
  private List<RexNode> fields;

  private PlanBuilder(
      RelNode root, SqlPosition position, EmissionRequest request, SqlLimits limits) {
    this.rex = root.getCluster().getRexBuilder();
    this.position = position;
    this.request = request;
    this.sizes = new ExpressionSizes(limits, position);
  }

  /**
   * Plans a query.
   *
   * @param root its algebra
   * @param position the query's place, for refusals that have no closer one
   * @param request what was asked for about emission
   * @param limits how large it may be
   * @throws SqlException if it cannot be computed, or is too large
   */
  public static QueryPlan build(
      RelRoot root, SqlPosition position, EmissionRequest request, SqlLimits limits) {
    PlanBuilder builder = new PlanBuilder(root.rel, position, request, limits);
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
      int before = fields.size();
      fields = TumbleTranslation.append(function, fields, rex, message -> refuse(message));
      sizes.addColumns(fields.size() - before);
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
    sizes.columns(fields.size());
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
    sizes.project(project.getProjects());
    List<RexNode> expressions = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      expressions.add(Inlining.inline(TumbleTranslation.rewrite(expression, rex), fields));
    }
    if (RexOver.containsOver(expressions, null)) {
      requireStateless();
      RowNumberTranslation translation = new RowNumberTranslation(stream, this::refuse);
      RowNumberPlan over = translation.plan(expressions, (StatelessPlan) operator, rex);
      sizes.keys("PARTITION BY", over.keys().size());
      operator = over;
      expressions = translation.replaceOver(expressions, operator, rex);
      filter = and(filter, outputFilter);
      outputFilter = null;
    }
    fields = expressions;
  }

  private void addFilter(Filter node) {
    sizes.condition(node.getCondition());
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
    GroupPlan group = translation.plan(aggregate);
    sizes.keys("GROUP BY", group.keys().size());
    operator = group;
    fields = inputRefs(aggregate.getRowType());
    sizes.columns(fields.size());
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
