package io.carryover.cli.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.cli.command.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Through the inference service, by HTTP. */
final class HttpSegmentation implements ScanSegmentation {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
  private final URI service;
  private final String model;
  private final Wanted wanted;

  HttpSegmentation(URI service, String model, Wanted wanted) {
    this.service = service;
    this.model = model;
    this.wanted = wanted;
  }

  @Override
  public String segment(Path image, Path mask) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = send(image);
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw refused(response.statusCode(), body);
      }
      MaskBytes.write(body, mask);
      return "%s ml%s by %s, %s"
          .formatted(
              header(response, "Volume-Ml"),
              interval(response),
              header(response, "Model"),
              header(response, "Model-Digest"));
    }
  }

  private HttpResponse<InputStream> send(Path image) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(resource())
            .header("Content-Type", "application/octet-stream")
            .header("Accept", "application/gzip, application/problem+json")
            .POST(BodyPublishers.ofFile(image))
            .build();
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException e) {
      throw new CommandFailure(
          "no inference service answers at %s; start one with ./carryover serve, or name another with --url"
              .formatted(service),
          e);
    }
  }

  private URI resource() {
    String samples = wanted.samples().map(count -> "&samples=" + count).orElse("");
    return service.resolve(
        "/v1/segmentations?model=%s&seed=%d%s"
            .formatted(URLEncoder.encode(model, StandardCharsets.UTF_8), wanted.seed(), samples));
  }

  private static String interval(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("X-Carryover-Volume-Interval-Ml")
        .map(interval -> " (95 % interval " + interval + ")")
        .orElse("");
  }

  private CommandFailure refused(int status, InputStream body) throws IOException {
    return new CommandFailure(
        "%s answered %d, %s".formatted(service, status, reason(body.readAllBytes())));
  }

  /** The code and detail of problem+json, else the text as it came. */
  private static String reason(byte[] body) throws IOException {
    try {
      JsonNode problem = new ObjectMapper().readTree(body);
      String code = problem.path("code").asText("");
      return Remedies.with(code + ": " + problem.path("detail").asText(""), code);
    } catch (JsonProcessingException e) {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue("X-Carryover-" + name).orElse("?");
  }
}
