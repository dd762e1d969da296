package io.carryover.dicomweb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carryover.runtime.failure.RejectedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One server's client. Safe from any thread. */
public final class DicomWebClient {
  private static final String JSON = "application/dicom+json";
  private static final String SOP_INSTANCE_UID = "00080018";
  private static final int NO_CONTENT = 204;
  private static final int CONFLICT = 409;

  /** Explicit VR little endian: what we read. A server that holds another one transcodes. */
  private static final String INSTANCES =
      "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.1";

  private final DicomWebServer server;
  private final Exchange exchange;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * A client with the certificates that Java trusts.
   *
   * @param server whom it speaks to
   */
  public DicomWebClient(DicomWebServer server) {
    this(
        server,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(server.connectWithin())
            .build());
  }

  /** The same over a client of its own, for example one that trusts other certificates. */
  public DicomWebClient(DicomWebServer server, HttpClient http) {
    this.server = server;
    this.exchange = new Exchange(http, server.tries());
  }

  /**
   * The series of a study (QIDO-RS); none where the server does not have it.
   *
   * @throws RejectedException DICOMWEB_REFUSED or DICOMWEB_ANSWER_INVALID
   * @throws io.carryover.runtime.failure.TransientException if it does not answer
   */
  public List<FoundSeries> series(Uid study) {
    return found("studies/%s/series".formatted(study)).stream()
        .map(json -> FoundSeries.of(study, json))
        .toList();
  }

  /** The instances of a series (QIDO-RS), in no order; none where the server does not have it. */
  public List<Uid> instances(SeriesId series) {
    return found(series.path() + "/instances").stream()
        .map(json -> new Uid(json.text(SOP_INSTANCE_UID).orElse("")))
        .toList();
  }

  /**
   * Retrieves a series (WADO-RS), a file of explicit VR little endian for each instance.
   *
   * @param directory an empty one for them
   * @throws RejectedException DICOM_NOT_FOUND, SERIES_TOO_LARGE, DICOMWEB_REFUSED or
   *     DICOMWEB_ANSWER_INVALID
   * @throws io.carryover.runtime.failure.TransientException if it does not answer
   */
  public List<Path> retrieve(SeriesId series, Path directory, RetrieveLimit limit) {
    HttpRequest request = request(series.path()).header("Accept", INSTANCES).GET().build();
    return exchange.send(
        request,
        Set.of(),
        (head, body) ->
            new MultipartFiles(directory, limit)
                .read(head.headers().firstValue("Content-Type"), body));
  }

  /**
   * Stores instances (STOW-RS). Those that the server has already are stored.
   *
   * @throws RejectedException STORE_REFUSED or DICOMWEB_REFUSED
   * @throws io.carryover.runtime.failure.TransientException if it does not answer
   */
  public void store(Uid study, List<Path> instances) {
    String boundary = UUID.randomUUID().toString();
    HttpRequest request =
        request("studies/" + study)
            .header("Accept", JSON)
            .header(
                "Content-Type",
                "multipart/related; type=\"application/dicom\"; boundary=" + boundary)
            .POST(multipart(boundary, instances))
            .build();
    exchange
        .send(request, Set.of(CONFLICT), this::json)
        .map(DicomJson::new)
        .ifPresent(StoreAnswer::requireStored);
  }

  private List<DicomJson> found(String path) {
    HttpRequest request = request(path).header("Accept", JSON).GET().build();
    return exchange.send(request, Set.of(), this::json).map(DicomJson::all).orElse(List.of());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resource(path)).timeout(server.answerWithin());
    server.credentials().authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private Optional<JsonNode> json(HttpResponse<?> head, InputStream body) throws IOException {
    if (head.statusCode() == NO_CONTENT) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(mapper.readTree(body));
    } catch (JsonProcessingException e) {
      throw new RejectedException(
          "DICOMWEB_ANSWER_INVALID", "the DICOMweb server's answer must be JSON", e);
    }
  }

  private static BodyPublisher multipart(String boundary, List<Path> instances) {
    Stream<BodyPublisher> parts =
        instances.stream().flatMap(file -> Stream.of(head(boundary), file(file), text("\r\n")));
    Stream<BodyPublisher> end = Stream.of(text("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(Stream.concat(parts, end).toArray(BodyPublisher[]::new));
  }

  private static BodyPublisher head(String boundary) {
    return text("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n");
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, US_ASCII);
  }

  private static BodyPublisher file(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException(e);
    }
  }
}
