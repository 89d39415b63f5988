package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.output.Row;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tree beside a sorted map: any key type, small nodes, many epochs. */
class TableTreeTest {
  private static final DataType TEXT = DataType.of(TypeKind.VARCHAR);

  /** Every type alone, and pairs of types. */
  static Stream<List<DataType>> keys() {
    List<List<DataType>> keys = new ArrayList<>();
    for (int i = 0; i < Samples.TYPES.size(); i++) {
      DataType other = Samples.TYPES.get((i * 5 + 3) % Samples.TYPES.size());
      keys.add(List.of(Samples.TYPES.get(i)));
      keys.add(List.of(Samples.TYPES.get(i).withNullable(false), other));
    }
    return keys.stream();
  }

  private static final class Run {
    final long seed = new Random().nextLong();
    final Random random = new Random(seed);
    final List<DataType> types;
    final TableLayout layout;
    final TableTree tree;
    final TreeMap<List<Object>, Object> expected;
    final RecordBatch one;
    final KeyProbe probe = new KeyProbe();

    Run(List<DataType> keyTypes) {
      types = keyTypes;
      List<Column> columns = new ArrayList<>();
      columns.add(new Column("value", TEXT));
      for (int i = 0; i < keyTypes.size(); i++) {
        columns.add(new Column("k" + i, keyTypes.get(i)));
      }
      int[] keys = new int[keyTypes.size()];
      Arrays.setAll(keys, i -> i + 1);
      layout = new TableLayout(Schema.of(columns), keys, 4 + random.nextInt(5), 4);
      tree = new TableTree(layout, Long.MAX_VALUE);
      expected = new TreeMap<>(Run::compare);
      one = new RecordBatch(layout.schema(), 1);
    }

    static int compare(List<Object> a, List<Object> b) {
      for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
        int order = Samples.ORDER.compare(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }

    List<Object> randomKey(int range) {
      List<Object> key = new ArrayList<>();
      types.forEach(type -> key.add(Samples.random(type, random, range)));
      return key;
    }

    void show(List<Object> key) {
      one.rowCount(1);
      one.clear();
      for (int i = 0; i < key.size(); i++) {
        Samples.store(one.column(i + 1), 0, key.get(i));
      }
      one.rowCount(1);
      probe.set(layout.keys(one), 0, key.size());
    }

    void put(List<Object> key, String value) {
      show(key);
      Samples.store(one.column(0), 0, value);
      tree.put(probe, TableLayout.columns(one), 0);
      expected.put(key, value);
    }

    void remove(List<Object> key) {
      show(key);
      tree.remove(probe);
      expected.remove(key);
    }

    String randomValue() {
      return random.nextInt(5) == 0 ? null : "v".repeat(random.nextInt(40)) + random.nextInt();
    }

    List<String> rows(Node root) {
      List<String> rows = new ArrayList<>();
      LeafWalk walk = new LeafWalk();
      walk.beginAtFirst(root);
      for (; walk.leaf() != null; walk.next()) {
        for (int row = 0; row < walk.leaf().count(); row++) {
          rows.add(text(walk.leaf().rows(), row));
        }
      }
      return rows;
    }

    private String text(RecordBatch rows, int index) {
      Row row = new Row().wrap(rows, index);
      List<Object> key = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        key.add(Samples.read(row, types.get(i), i + 1));
      }
      return key + "=" + Samples.read(row, TEXT, 0);
    }

    List<String> expectedRows() {
      return expected.entrySet().stream().map(Object::toString).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void shouldHoldWhatASortedMapHoldsAndLeaveOldEpochsAloneWhenRowsComeAndGo(List<DataType> types) {
    Run run = new Run(types);
    List<Node> roots = new ArrayList<>();
    List<List<String>> contents = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      boolean shrinking = step % 1500 > 1000;
      if (run.random.nextInt(10) < (shrinking ? 8 : 2)) {
        List<Object> key = run.randomKey(300);
        List<Object> near = run.expected.ceilingKey(key);
        run.remove(near == null ? key : near);
      } else {
        run.put(run.randomKey(300), run.randomValue());
      }
      if (run.random.nextInt(100) == 0) {
        roots.add(run.tree.root());
        contents.add(run.rows(run.tree.root()));
        run.tree.beginEpoch();
      }
      if (step % 50 == 0) {
        assertThat(run.rows(run.tree.root())).as("seed=" + run.seed).isEqualTo(run.expectedRows());
        assertThat(run.tree.rows()).isEqualTo(run.expected.size());
      }
    }
    for (int i = 0; i < roots.size(); i++) {
      assertThat(run.rows(roots.get(i))).as("seed=" + run.seed).isEqualTo(contents.get(i));
    }
    for (List<Object> key : List.copyOf(run.expected.keySet())) {
      run.remove(key);
    }
    assertThat(run.rows(run.tree.root())).as("seed=" + run.seed).isEmpty();
    assertThat(run.tree.root()).as("seed=" + run.seed).isInstanceOf(LeafNode.class);
  }

  @Test
  void shouldFillLeavesWhenKeysOnlyGoUp() {
    Run run = new Run(List.of(DataType.of(TypeKind.BIGINT)));
    for (long key = 0; key < 1000; key++) {
      run.put(List.of(key), "");
    }
    LeafWalk walk = new LeafWalk();
    walk.beginAtFirst(run.tree.root());
    int leaves = 0;
    for (; walk.leaf() != null; walk.next()) {
      leaves++;
    }
    assertThat(leaves).isEqualTo((1000 + run.layout.leafRows() - 1) / run.layout.leafRows());
  }
}
