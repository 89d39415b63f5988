package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

class MemoryTableTest extends TableContractTest {
  @Override
  StateStore state(String name) {
    return StateStore.memory();
  }

  @Override
  void checkOutside(Table table, List<List<Object>> rows, int keys) {
    assertThat(table.query("SELECT COUNT(*) FROM " + table.name()).get(0).getLong(0))
        .isEqualTo(rows.size());
  }
}
