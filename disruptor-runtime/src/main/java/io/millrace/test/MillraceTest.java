package io.millrace.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class of tests whose methods take a {@link MillraceHarness}: each gets one of its own,
 * which is closed behind it; then no thread and no off-heap memory of the engine may be left.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MillraceExtension.class)
public @interface MillraceTest {
  /** Partitions of each pipeline; what comes out does not depend on them. */
  int partitions() default 1;

  /** Most rows in a batch; what comes out does not depend on it. */
  int batchRows() default 1024;
}
