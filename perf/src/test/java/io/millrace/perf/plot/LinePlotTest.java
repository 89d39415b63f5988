package io.millrace.perf.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LinePlotTest {
  @Test
  void shouldBeWellFormedAndShowEachPointAndName() throws Exception {
    String svg =
        LinePlot.of(
            "a < b & c",
            "keys",
            "M rows/s",
            List.of(
                new Series("one", new double[] {1, 10, 1e6}, new double[] {3, 20, 500}),
                new Series("two", new double[] {1, 10}, new double[] {0.5, 2})));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(5);
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("a < b & c", "one", "two", "keys", "1 M");
  }

  @Test
  void shouldDrawASinglePoint() {
    String svg =
        LinePlot.of("t", "x", "y", List.of(new Series("s", new double[] {5}, new double[] {100})));
    assertThat(svg).contains("<circle").doesNotContain("NaN", "Infinity");
  }
}
