package io.millrace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.query.StreamDefinition;
import io.millrace.type.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorAccessTest {
  private static StreamDefinition stream(String connector) {
    return new StreamDefinition("s", Schema.of(), null, Map.of("connector", connector));
  }

  @Test
  void shouldRefuseEveryConnectorUnlessItIsAllowed() {
    assertThatThrownBy(() -> ConnectorAccess.none().check(stream("file")))
        .isInstanceOf(AccessRefusedException.class)
        .hasMessage(
            "connector is not allowed: stream=s, connector=file, allowed=nothing; leave the"
                + " connector out, or have it allowed by whoever runs the engine");
    ConnectorAccess.none().check(new StreamDefinition("s", Schema.of(), null, Map.of()));
    ConnectorAccess access =
        ConnectorAccess.none().with("tpch").withFiles(FileAccess.none().withStandardInput());
    access.check(stream("tpch"));
    access.check(stream("file"));
    assertThat(access).hasToString("tpch file");
    assertThatThrownBy(() -> access.check(stream("kafka")))
        .hasMessageContaining("connector=kafka, allowed=tpch file;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TPCH", "tpch ", " tpch", "tpch\0", "Tpch", "t\u200bpch", "", "file"})
  void shouldCompareNamesAsTheyAre(String name) {
    assertThatThrownBy(() -> ConnectorAccess.none().with("tpch").check(stream(name)))
        .isInstanceOf(AccessRefusedException.class);
  }

  @Test
  void shouldWantFilesToldApart() {
    assertThatThrownBy(() -> ConnectorAccess.none().with("file"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "files need to be told apart: connector=file; use withFiles, at most FileAccess.all()");
  }
}
