package io.millrace.test;

import io.millrace.MillraceConfig;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its harness and closes it; see {@link MillraceTest}. */
public final class MillraceExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(MillraceExtension.class);

  /** Made by JUnit. */
  public MillraceExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MillraceHarness.class
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    MillraceTest settings = context.getRequiredTestClass().getAnnotation(MillraceTest.class);
    MillraceConfig config = MillraceConfig.defaults();
    if (settings != null) {
      config = config.withPartitions(settings.partitions()).withBatchRows(settings.batchRows());
    }
    MillraceHarness harness = MillraceHarness.start(config);
    context.getStore(NAMESPACE).put(MillraceHarness.class, harness);
    return harness;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    MillraceHarness harness =
        context.getStore(NAMESPACE).remove(MillraceHarness.class, MillraceHarness.class);
    if (harness != null) {
      harness.close();
    }
  }
}
