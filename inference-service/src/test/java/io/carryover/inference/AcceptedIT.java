package io.carryover.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.carryover.events.ModelDeployed;
import io.carryover.imaging.nifti.NiftiReader;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service by HTTP: scans that are answered later. */
class AcceptedIT {
  private static final String MODEL = "blobs";
  private static final String SEGMENTATIONS = "/v1/segmentations?model=" + MODEL;
  private static final String OCTETS = "application/octet-stream";

  @TempDir private static Path directory;
  private static Installation installation;
  private static ModelDeployed deployed;

  @TempDir private Path folder;

  @BeforeAll
  static void startService() throws IOException {
    installation = Installation.start(directory, Map.of());
    try (TestClient client = new TestClient(installation)) {
      deployed = client.export(MODEL, ThresholdModel.at(0.5f));
    }
  }

  @AfterAll
  static void stopService() {
    installation.close();
  }

  @Test
  void answersLaterWhereThatIsPreferred() throws IOException {
    // Given
    byte[] scan = scan();
    // When
    Response accepted = later("first").body(scan).post(SEGMENTATIONS);
    String location = accepted.header("Location");
    // Then
    accepted.then().statusCode(202).body("state", equalTo("PENDING"));
    Response done =
        await()
            .atMost(Installation.PATIENCE)
            .until(() -> http().get(location), state -> !isIn("PENDING", state));
    done.then()
        .body("state", equalTo("COMPLETED"))
        .body("result.modelSha256", equalTo(deployed.getSha256()))
        .body("result.foregroundVoxels", equalTo(TestScans.BRIGHT_VOXELS));
    byte[] mask = http().get(location + "/mask").then().statusCode(200).extract().asByteArray();
    assertThat(NiftiReader.read(Files.write(folder.resolve("later.nii.gz"), mask)).voxels())
        .isEqualTo(TestScans.bright().voxels());
    http()
        .get(location + "/maps/probability")
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_MAP"));
  }

  @Test
  void theSameKeyIsTheSameSegmentationAndAnotherIsNot() throws IOException {
    // Given
    byte[] scan = scan();
    // When
    String first = later("key").body(scan).post(SEGMENTATIONS).header("Location");
    String again = later("key").body(scan).post(SEGMENTATIONS).header("Location");
    String other = later("other").body(scan).post(SEGMENTATIONS).header("Location");
    // Then
    assertThat(again).isEqualTo(first).isNotEqualTo(other);
    http().delete(other).then().statusCode(202);
  }

  @Test
  void tellsWhyAScanThatWasAcceptedIsRefused() throws IOException {
    // Given
    byte[] broken = Files.readAllBytes(TestScans.writeWithNan(folder.resolve("nan.nii")));
    // When
    String location = later("broken").body(broken).post(SEGMENTATIONS).header("Location");
    // Then
    await()
        .atMost(Installation.PATIENCE)
        .until(() -> http().get(location), state -> !isIn("PENDING", state))
        .then()
        .body("state", equalTo("REJECTED"))
        .body("code", equalTo("NAN_VOXELS"));
    assertProblem(http().get(location + "/mask"), 404, "NOT_COMPLETED");
  }

  @Test
  void nothingIsKnownOfASegmentationThatNobodyAccepted() {
    assertProblem(http().get("/v1/segmentations/" + "0".repeat(32)), 404, "UNKNOWN_SEGMENTATION");
    assertProblem(
        http().urlEncodingEnabled(false).get("/v1/segmentations/..%2F..%2Fetc"),
        404,
        "UNKNOWN_SEGMENTATION");
    assertProblem(
        http().delete("/v1/segmentations/" + "0".repeat(32)), 404, "UNKNOWN_SEGMENTATION");
  }

  @Test
  void aScanWhoseClientHasGoneEndsAndLeavesItsPlace() throws Exception {
    // Given: seconds of work, and a client that waits for the answer
    Path large = TestScans.writeLarge(folder.resolve("large.nii.gz"));
    HttpRequest request =
        HttpRequest.newBuilder(installation.service().root().resolve(SEGMENTATIONS))
            .POST(HttpRequest.BodyPublishers.ofFile(large))
            .header("Content-Type", OCTETS)
            .build();
    HttpClient client = HttpClient.newHttpClient();
    CompletableFuture<?> answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    await().atMost(Installation.PATIENCE).until(() -> !isEmpty(installation.scratch()));
    // When
    assertThat(answer.cancel(true)).isTrue();
    // Then
    await().atMost(Installation.PATIENCE).until(() -> metrics().contains("code=\"CLIENT_GONE\""));
    assertThat(isEmpty(installation.scratch())).isTrue();
  }

  private static String metrics() {
    return http().get("/q/metrics").asString();
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    }
  }

  @Test
  void tellsOfItAfterARestart() throws IOException {
    // Given
    String location = later("kept").body(scan()).post(SEGMENTATIONS).header("Location");
    String path = URI.create(location).getPath();
    // When: on another port
    installation.killService();
    installation.restartService();
    // Then
    await()
        .atMost(Installation.PATIENCE)
        .until(() -> http().get(path), state -> isIn("COMPLETED", state));
  }

  private static boolean isIn(String state, Response response) {
    return response.jsonPath().getString("state").equals(state);
  }

  private static RequestSpecification later(String key) {
    return http()
        .contentType(OCTETS)
        .header("Prefer", "respond-async")
        .header("Idempotency-Key", key);
  }

  private static void assertProblem(Response response, int status, String code) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  private static RequestSpecification http() {
    return RestAssured.given().baseUri(installation.service().root().toString());
  }

  private byte[] scan() throws IOException {
    return Files.readAllBytes(TestScans.write(folder.resolve("scan.nii.gz")));
  }
}
