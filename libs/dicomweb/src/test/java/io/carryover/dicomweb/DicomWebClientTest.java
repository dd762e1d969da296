package io.carryover.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.runtime.failure.RejectedException;
import io.carryover.runtime.failure.TransientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomWebClientTest {
  private static final Uid STUDY = new Uid("1.2.3");
  private static final SeriesId SERIES = new SeriesId(STUDY, new Uid("1.2.3.4"));
  private static final RetrieveLimit LIMIT = new RetrieveLimit(2, 10);
  private static final String JSON = "application/dicom+json";
  private static final String PARTS =
      "multipart/related; type=\"application/dicom\"; boundary=\"b-1\"";

  @TempDir Path folder;
  private FakePacs pacs;
  private DicomWebClient client;

  @BeforeEach
  void startPacs() throws IOException {
    pacs = new FakePacs();
    client = client(Credentials.NONE);
  }

  @AfterEach
  void stopPacs() {
    pacs.close();
  }

  @Test
  void findsTheSeriesOfAStudy() {
    // Given
    pacs.will(
        FakePacs.Answer.of(
            200,
            JSON,
            """
            [{"0020000E":{"vr":"UI","Value":["1.2.3.4"]},"00080060":{"vr":"CS","Value":["MR"]},
              "00201209":{"vr":"IS","Value":[22]},"0008103E":{"vr":"LO"}}]
            """));
    // When, Then
    assertThat(client.series(STUDY))
        .containsExactly(
            new FoundSeries(
                SERIES, Optional.of("MR"), Optional.empty(), Optional.empty(), Optional.of(22)));
    assertThat(pacs.asked().get(0).path()).isEqualTo("/dicom-web/studies/1.2.3/series");
  }

  @Test
  void findsNothingWhereTheServerHasNothing() {
    pacs.will(FakePacs.Answer.of(204, JSON, ""));
    assertThat(client.instances(SERIES)).isEmpty();
  }

  @Test
  void retrievesAFileForEachInstance() throws IOException {
    // Given: bytes of any kind, one of them a line end
    pacs.will(FakePacs.Answer.of(200, PARTS, parts("ab\r\n\u00ff", "c")));
    // When
    List<Path> files = client.retrieve(SERIES, folder, LIMIT);
    // Then
    assertThat(files).hasSize(2);
    assertThat(Files.readAllBytes(files.get(0))).containsExactly('a', 'b', '\r', '\n', 0xff);
    assertThat(Files.readAllBytes(files.get(1))).containsExactly('c');
    assertThat(pacs.asked().get(0).path()).isEqualTo("/dicom-web/studies/1.2.3/series/1.2.3.4");
  }

  @Test
  void takesNoMoreThanTheLimit() {
    pacs.will(FakePacs.Answer.of(200, PARTS, parts("a", "b", "c")));
    assertRejected("SERIES_TOO_LARGE", () -> client.retrieve(SERIES, folder, LIMIT));
    pacs.will(FakePacs.Answer.of(200, PARTS, parts("a".repeat(11))));
    assertRejected(
        "SERIES_TOO_LARGE", () -> client.retrieve(SERIES, folder, new RetrieveLimit(9, 2)));
  }

  @Test
  void refusesAnAnswerOfAnotherKind() {
    pacs.will(FakePacs.Answer.of(200, "text/html", "<html>"));
    assertRejected("DICOMWEB_ANSWER_INVALID", () -> client.retrieve(SERIES, folder, LIMIT));
    assertRejected("DICOMWEB_ANSWER_INVALID", () -> client.series(STUDY));
  }

  @Test
  void storesInstancesAsParts() throws IOException {
    // Given
    Path one = Files.writeString(folder.resolve("1.dcm"), "one");
    Path two = Files.writeString(folder.resolve("2.dcm"), "two");
    pacs.will(FakePacs.Answer.of(200, JSON, "{}"));
    // When
    client.store(STUDY, List.of(one, two));
    // Then: as we read parts ourselves
    FakePacs.Asked asked = pacs.asked().get(0);
    List<Path> parts =
        new MultipartFiles(Files.createDirectory(folder.resolve("read")), LIMIT)
            .read(Optional.of(asked.contentType()), new ByteArrayInputStream(asked.body().array()));
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0)).hasContent("one");
    assertThat(parts.get(1)).hasContent("two");
    assertThat(asked.path()).isEqualTo("/dicom-web/studies/1.2.3");
  }

  @Test
  void tellsWhyInstancesAreNotStoredUnlessTheyWereStoredBefore() throws IOException {
    // Given: 0110H processing failure, 0111H duplicate
    Path one = Files.writeString(folder.resolve("1.dcm"), "one");
    pacs.will(FakePacs.Answer.of(409, JSON, failed(0x0111)));
    pacs.will(FakePacs.Answer.of(202, JSON, failed(0x0110)));
    // When, Then
    client.store(STUDY, List.of(one));
    assertThatThrownBy(() -> client.store(STUDY, List.of(one)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("[0110]");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 503})
  void triesAgainWhatMayPass(int status) {
    // Given
    pacs.will(FakePacs.Answer.of(status, "text/plain", "no"));
    pacs.will(FakePacs.Answer.of(200, JSON, "[]"));
    // When, Then
    assertThat(client.series(STUDY)).isEmpty();
    assertThat(pacs.asked()).hasSize(2);
  }

  @Test
  void givesUpAfterTheLastTry() {
    pacs.will(FakePacs.Answer.of(503, "text/plain", "no"));
    assertThatThrownBy(() -> client.series(STUDY))
        .isInstanceOf(TransientException.class)
        .hasMessage("the DICOMweb server answers 503");
    assertThat(pacs.asked()).hasSize(2);
  }

  @Test
  void aBodyThatBreaksOffIsTriedAgain() {
    // Given
    String whole = parts("ab", "c");
    pacs.will(FakePacs.Answer.of(200, PARTS, whole.substring(0, whole.length() - 8)));
    pacs.will(FakePacs.Answer.of(200, PARTS, whole));
    // When, Then
    assertThat(client.retrieve(SERIES, folder, LIMIT)).hasSize(2);
  }

  @Test
  void takesARefusalForWhatItIs() {
    pacs.will(FakePacs.Answer.of(404, "text/plain", "no"));
    assertRejected("DICOM_NOT_FOUND", () -> client.retrieve(SERIES, folder, LIMIT));
    pacs.will(FakePacs.Answer.of(302, "text/plain", "elsewhere"));
    assertRejected("DICOM_NOT_FOUND", () -> client.series(STUDY));
    assertRejected("DICOMWEB_REFUSED", () -> client.series(STUDY));
    assertThat(pacs.asked()).hasSize(3);
  }

  @Test
  void showsItsCredentialsAndNeverPrintsThem() {
    // Given
    pacs.will(FakePacs.Answer.of(200, JSON, "[]"));
    // When
    client(Credentials.basic("user", "secret")).series(STUDY);
    client(Credentials.bearer("token")).series(STUDY);
    // Then
    assertThat(pacs.asked())
        .extracting(FakePacs.Asked::authorization)
        .containsExactly("Basic dXNlcjpzZWNyZXQ=", "Bearer token");
    assertThat(DicomWebServer.of(pacs.root(), Credentials.bearer("token")).toString())
        .doesNotContain("token");
  }

  @Test
  void aUidIsNeverAnotherPartOfAnAddress() {
    for (String bad : List.of("", "1..2", "1.02", "../x", "1.2/3", "1.2?x", "1".repeat(65))) {
      assertRejected("UID_INVALID", () -> new Uid(bad));
    }
  }

  @Test
  void aRootIsAPlainWebAddress() {
    for (String bad :
        List.of("file:///etc", "ftp://host/x", "http://user:secret@host/x", "http:///x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DicomWebServer.of(URI.create(bad), Credentials.NONE))
          .withMessageNotContaining("secret");
    }
  }

  private DicomWebClient client(Credentials credentials) {
    Duration soon = Duration.ofSeconds(5);
    return new DicomWebClient(new DicomWebServer(pacs.root(), credentials, soon, soon, 2));
  }

  private static void assertRejected(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo(code);
  }

  private static String failed(int reason) {
    return """
        {"00081198":{"vr":"SQ","Value":[{"00081197":{"vr":"US","Value":[%d]}}]}}"""
        .formatted(reason);
  }

  private static String parts(String... bodies) {
    StringBuilder text = new StringBuilder();
    for (String body : bodies) {
      text.append("--b-1\r\nContent-Type: application/dicom\r\n\r\n").append(body).append("\r\n");
    }
    return text.append("--b-1--\r\n").toString();
  }
}
