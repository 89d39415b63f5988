package io.millrace.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class GuardedOutputTest {
  private static final byte[] TEXT = {'a'};

  private final StopRequest stop = new StopRequest();

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void shouldAskForStopWhenPipeBreaks() throws IOException {
    GuardedOutput out = new GuardedOutput(failing("Broken pipe"), stop, () -> {});
    out.write(TEXT);
    out.write(TEXT);
    out.flush();
    assertThat(stop.exitStatus()).isEqualTo(141);
  }

  @Test
  void shouldFailWhenDiskIsFull() {
    GuardedOutput out = new GuardedOutput(failing("No space left on device"), stop, () -> {});
    assertThatThrownBy(() -> out.write(TEXT)).hasMessage("No space left on device");
    assertThat(stop.isRequested()).isFalse();
  }

  @Test
  void shouldCallBeforeWritingWhenThereIsText() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GuardedOutput out = new GuardedOutput(bytes, stop, () -> bytes.write('<'));
    out.write(TEXT);
    out.flush();
    assertThat(bytes).hasToString("<a");
  }

  @Test
  void shouldKeepFirstStatusWhenStopIsAskedTwice() {
    stop.stop(130);
    stop.stop(141);
    assertThat(stop.exitStatus()).isEqualTo(130);
  }
}
