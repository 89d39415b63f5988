package io.millrace.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class MillraceExtensionTest {
  private static boolean running;

  /** Whether samples run: not by themselves, but by the test below. */
  static boolean isRunning() {
    return running;
  }

  /** Tests of which some fail. */
  @EnabledIf("io.millrace.test.MillraceExtensionTest#isRunning")
  @MillraceTest(partitions = 2, batchRows = 8)
  static class Sample {
    @Test
    void passes(MillraceHarness millrace) {
      millrace.execute("CREATE STREAM s (a BIGINT)");
      millrace.query("SELECT a + 1 AS b FROM s");
      millrace.feed("s", "1", "2").expect("2", "3");
    }

    @Test
    void fails(MillraceHarness millrace) {
      millrace.execute("CREATE STREAM s (a BIGINT)");
      millrace.query("SELECT a FROM s");
      millrace.feed("s", "1").expect("2");
    }

    @Test
    void leaks(MillraceHarness millrace) {
      millrace.engine().memoryBudget().reserve(8);
    }

    @Test
    void needsNoEngine() {}
  }

  @Test
  void shouldRunEachTestWithAnEngineOfItsOwnAndReportWhatFails() {
    List<String> results = new ArrayList<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(Sample.class))
            .build();
    running = true;
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  String cause = result.getThrowable().map(Throwable::getMessage).orElse("");
                  results.add(test.getDisplayName() + " " + result.getStatus() + " " + cause);
                }
              }
            });
    running = false;
    assertThat(results)
        .containsExactlyInAnyOrder(
            "passes(MillraceHarness) SUCCESSFUL ",
            "fails(MillraceHarness) FAILED emissions differ: query=SELECT a FROM s\n"
                + "   expected  | actual\n * +I 2      | +I 1",
            "leaks(MillraceHarness) FAILED engine left something behind: bytes=8, threads=[]",
            "needsNoEngine() SUCCESSFUL ");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("test-"));
  }
}
