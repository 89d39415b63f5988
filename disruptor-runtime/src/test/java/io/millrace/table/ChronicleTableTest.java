package io.millrace.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.output.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What holds of any table, of one with a file, and the same seen by a reader of the file. */
@Tag("chronicle")
class ChronicleTableTest extends TableContractTest {
  @TempDir private Path directory;

  @Override
  StateStore state(String name) {
    return StateStore.chronicle(directory.resolve(name)).entries(4096);
  }

  @Override
  void checkOutside(Table table, List<List<Object>> rows, int keys) {
    try (PersistedTable file = PersistedTable.open(directory.resolve(table.name()))) {
      List<List<Object>> stored = new ArrayList<>();
      for (PersistedCursor cursor = file.scan(); cursor.next(); ) {
        stored.add(values(cursor.row()));
      }
      assertThat(stored.stream().sorted(byKey(keys)).toList()).isEqualTo(rows);
      assertThat(file.rowCount()).isEqualTo(rows.size());
      assertThat(file.openSequence()).isEqualTo(-1);
      for (List<Object> row : rows) {
        Object[] key =
            file.keySchema().columns().stream()
                .map(c -> row.get(file.schema().indexOf(c.name())))
                .toArray();
        Row found = file.find(key);
        assertThat(found).isNotNull();
        assertThat(values(found)).isEqualTo(row);
      }
      assertThat(file.query("SELECT COUNT(*) FROM " + file.name()).get(0).getLong(0))
          .isEqualTo(rows.size());
    }
  }
}
