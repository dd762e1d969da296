package io.carryover.cli.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ServiceUrlConverterTest {
  private final ServiceUrlConverter converter = new ServiceUrlConverter();

  @Test
  void takesAnAddressWithOrWithoutItsScheme() {
    assertThat(converter.convert("https://host:1/")).isEqualTo(URI.create("https://host:1/"));
    assertThat(converter.convert("127.0.0.1:8080")).isEqualTo(URI.create("http://127.0.0.1:8080"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host", "http://", "a b", ""})
  void showsTheFormOfAnAddressForAnythingElse(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> converter.convert(text))
        .withMessageContaining("http://127.0.0.1:8080");
  }
}
