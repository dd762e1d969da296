package io.carryover.cli.segment;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code http://127.0.0.1:8080}, or the same without its scheme. */
final class ServiceUrlConverter implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    try {
      return required(new URI(text.contains("://") ? text : "http://" + text), text);
    } catch (URISyntaxException e) {
      throw notOne(text);
    }
  }

  private static URI required(URI url, String text) {
    if (url.getHost() == null || !url.getScheme().matches("https?")) {
      throw notOne(text);
    }
    return url;
  }

  private static TypeConversionException notOne(String text) {
    return new TypeConversionException(
        "an address is like http://127.0.0.1:8080, not \"%s\"".formatted(text));
  }
}
