package io.carryover.inference.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InFlightTest {
  private final InFlight inFlight = new InFlight(1);

  @Test
  void refusesMoreThanItHasPlacesFor() {
    assertThatThrownBy(() -> inFlight.run(() -> inFlight.run(() -> "second")))
        .isInstanceOf(UnavailableException.class)
        .extracting(e -> ((UnavailableException) e).code())
        .isEqualTo("SERVICE_BUSY");
  }

  @Test
  void givesAPlaceBackAfterAFailure() throws IOException {
    // Given
    assertThatThrownBy(() -> inFlight.run(InFlightTest::broken)).isInstanceOf(IOException.class);
    // When, Then
    assertThat(inFlight.<String>run(() -> "next")).isEqualTo("next");
  }

  private static String broken() throws IOException {
    throw new IOException("body broke off");
  }
}
