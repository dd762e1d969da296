package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.cli.command.CommandFailure;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

  @Test
  void whatExplainsItselfIsLeftAsItIs() {
    assertThat(FailureText.of(new CommandFailure("why"))).hasValue("why");
    assertThat(FailureText.of(new RejectedException("CODE", "why"))).hasValue("why");
  }

  @Test
  void fileFailuresSayWhatIsWrongWithTheFile() {
    assertThat(FailureText.of(new NoSuchFileException("/a")))
        .hasValue("there is no file or folder /a");
    assertThat(FailureText.of(new AccessDeniedException("/a"))).hasValue("no permission for /a");
    assertThat(FailureText.of(new UncheckedIOException("mask", new NoSuchFileException("/a"))))
        .hasValue("mask; there is no file or folder /a");
    assertThat(FailureText.of(new UncheckedIOException(new IOException("disk full"))))
        .hasValue("disk full");
  }

  @Test
  void aLostBrokerNamesTheRemedy() {
    assertThat(FailureText.of(new TimeoutException("no answer")).orElseThrow())
        .contains("./carryover serve")
        .endsWith("no answer");
  }

  @Test
  void aDefectIsNotExplainedAway() {
    assertThat(FailureText.of(new IllegalStateException("a defect"))).isEmpty();
  }
}
