package io.carryover.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.carryover.events.ModelDeployed;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.nifti.NiftiWriter;
import io.carryover.imaging.volume.Grid;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service by HTTP: scans in, masks, facts or problems out; pages and probes. */
class HttpIT {
  private static final String MODEL = "blobs";
  private static final String SEGMENTATIONS = "/v1/segmentations?model=" + MODEL;
  private static final String OCTETS = "application/octet-stream";
  private static final String PROBLEM = "application/problem+json";
  private static final int MAX_BODY_BYTES = 64 * 1024;

  /** More than sockets buffer: the answer comes while the body is still on its way. */
  private static final int MUCH_TOO_LARGE = 16 << 20;

  /** Of 10x10x10 voxels: 5 bytes of each, and 4 of a slab that holds them all. */
  private static final int MAX_MEMORY_BYTES = 9_000;

  private static final Shape LARGE = new Shape(11, 10, 10);

  /** 1 microlitre a voxel; spacings are stored as float32. */
  private static final float VOLUME_ML = TestScans.BRIGHT_VOXELS * 1e-3f;

  private static final double FLOAT_ROUNDING = 1e-6;

  @TempDir private static Path directory;
  private static Installation installation;
  private static ModelDeployed deployed;

  @TempDir private Path folder;

  @BeforeAll
  static void startService() throws IOException {
    installation =
        Installation.start(
            directory,
            Map.of(
                "carryover.inference.max-memory", Integer.toString(MAX_MEMORY_BYTES),
                "carryover.inference.http.max-body", Integer.toString(MAX_BODY_BYTES)));
    try (TestClient client = new TestClient(installation)) {
      deployed = client.export(MODEL, ThresholdModel.at(0.5f));
      client.export("blobs-too", ThresholdModel.at(0.6f));
      client.export("liar", ThresholdModel.at(0.5f).withGoldenOf(0.7f));
    }
  }

  @AfterAll
  static void stopService() {
    installation.close();
  }

  @Test
  void answersAScanWithAMaskOnItsOwnGrid() throws IOException {
    for (String name : new String[] {"scan.nii", "scan.nii.gz"}) {
      // Given
      Path scan = TestScans.write(folder.resolve(name));
      // When
      Response response =
          http().contentType(OCTETS).body(Files.readAllBytes(scan)).post(SEGMENTATIONS);
      // Then
      response
          .then()
          .statusCode(200)
          .contentType("application/gzip")
          .header("Content-Disposition", "attachment; filename=\"mask.nii.gz\"")
          .header("X-Carryover-Model", MODEL)
          .header("X-Carryover-Model-Digest", "sha256:" + deployed.getSha256());
      Volume mask =
          NiftiReader.read(Files.write(folder.resolve("mask.nii.gz"), response.asByteArray()));
      assertThat(mask.grid()).isEqualTo(NiftiReader.read(scan).grid());
      assertThat(mask.voxels()).isEqualTo(TestScans.bright().voxels());
      assertThat(Double.parseDouble(response.header("X-Carryover-Volume-Ml")))
          .isCloseTo(VOLUME_ML, within(FLOAT_ROUNDING));
    }
  }

  @Test
  void givesUpAtTheDeadlineAndKnowsItsPriorities() throws IOException {
    byte[] scan = scan();
    String stat = SEGMENTATIONS + "&priority=stat";
    http().contentType(OCTETS).body(scan).post(stat).then().statusCode(200);
    assertProblem(stat + "&deadlineSeconds=1e-9", scan, 503, "DEADLINE_PASSED");
    assertProblem(SEGMENTATIONS + "&priority=soon", scan, 400, "PRIORITY_UNKNOWN");
    assertProblem(SEGMENTATIONS + "&deadlineSeconds=-1", scan, 400, "DEADLINE_INVALID");
  }

  @Test
  void answersWithFactsWhereJsonIsAskedFor() throws IOException {
    // Given
    byte[] scan = scan();
    // When
    Response response =
        http()
            .contentType("application/gzip")
            .accept("application/json")
            .body(scan)
            .post(SEGMENTATIONS);
    // Then
    response
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("application/json;charset"))
        .body("model", equalTo(MODEL))
        .body("modelSha256", equalTo(deployed.getSha256()))
        .body("foregroundVoxels", equalTo(TestScans.BRIGHT_VOXELS))
        .body("shape", equalTo(List.of(6, 5, 4)))
        .body("spacingMm", equalTo(List.of(2f, 1f, 0.5f)))
        .body("device", equalTo("cpu"));
    assertThat(response.jsonPath().getDouble("volumeMl"))
        .isCloseTo(VOLUME_ML, within(FLOAT_ROUNDING));
  }

  @Test
  void answersWithMapsAsPartsWhereTheyAreAskedFor() throws IOException {
    // When
    Response response =
        http()
            .contentType(OCTETS)
            .accept("multipart/form-data")
            .body(scan())
            .post(SEGMENTATIONS + "&map=probability");
    // Then
    response.then().statusCode(200).contentType(startsWith("multipart/form-data"));
    assertThat(response.asString())
        .contains("name=\"facts\"", "\"volumeMl\":")
        .contains("name=\"mask\"; filename=\"mask.nii.gz\"")
        .contains("name=\"probability\"; filename=\"probability.nii.gz\"")
        .doesNotContain("name=\"predictive-entropy\"");
  }

  @Test
  void rejectsQuestionsThatCannotBeAnswered() throws IOException {
    assertProblem(SEGMENTATIONS + "&map=colours", scan(), 400, "UNKNOWN_MAP");
    assertProblem(SEGMENTATIONS + "&samples=1", scan(), 400, "SAMPLES_OUT_OF_RANGE");
    assertProblem(SEGMENTATIONS + "&samples=65", scan(), 400, "SAMPLES_OUT_OF_RANGE");
    assertProblem(SEGMENTATIONS + "&map=mutual-information", scan(), 422, "NO_POSTERIOR");
  }

  @Test
  void rejectsAnUnknownModel() throws IOException {
    byte[] scan = scan();
    assertProblem("/v1/segmentations?model=nobody-exported-this", scan, 404, "UNKNOWN_MODEL");
  }

  @Test
  void rejectsScansThatCannotBeSegmented() throws IOException {
    assertProblem(
        SEGMENTATIONS,
        Files.readAllBytes(TestScans.writeWithNan(folder.resolve("nan.nii"))),
        422,
        "NAN_VOXELS");
    assertProblem(
        SEGMENTATIONS,
        Files.readAllBytes(TestScans.writeTruncated(folder.resolve("truncated.nii"))),
        422,
        "TRUNCATED_IMAGE");
    assertProblem(SEGMENTATIONS, new byte[] {1, 2, 3, 4, 5}, 422, "UNREADABLE_IMAGE");
  }

  @Test
  void rejectsAScanAboveTheLimitOfVoxels() throws IOException {
    // Given
    Path scan = folder.resolve("large.nii.gz");
    NiftiWriter.write(scan, new Volume(Grid.ofOneMm(LARGE), new float[LARGE.voxels()]));
    // When, Then
    assertProblem(SEGMENTATIONS, Files.readAllBytes(scan), 413, "IMAGE_TOO_LARGE");
  }

  @Test
  void rejectsABodyAboveTheLimitThatSaysHowLongItIs() {
    assertProblem(SEGMENTATIONS, new byte[MAX_BODY_BYTES + 1], 413, "BODY_TOO_LARGE");
  }

  @Test
  void rejectsABodyAboveTheLimitThatDoesNotSayHowLongItIs() throws Exception {
    // Given
    HttpRequest request =
        HttpRequest.newBuilder(installation.service().root().resolve(SEGMENTATIONS))
            .header("Content-Type", OCTETS)
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[MUCH_TOO_LARGE])))
            .build();
    // When
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("BODY_TOO_LARGE");
  }

  @Test
  void asksForTheNameOfAModelWhereThereAreSeveral() throws IOException {
    assertProblem("/v1/segmentations", scan(), 400, "MODEL_REQUIRED");
  }

  @Test
  void asksToTryAgainWhereTheOnlyVersionOfAModelWasRefused() throws IOException {
    http()
        .contentType(OCTETS)
        .body(scan())
        .post("/v1/segmentations?model=liar")
        .then()
        .statusCode(503)
        .contentType(PROBLEM)
        .header("Retry-After", "5")
        .body("code", equalTo("MODEL_NOT_READY"));
  }

  @Test
  void rejectsAnotherMediaType() {
    http()
        .contentType("text/plain")
        .body("scan")
        .post(SEGMENTATIONS)
        .then()
        .statusCode(415)
        .contentType(PROBLEM)
        .body("code", equalTo("HTTP_415"));
  }

  @Test
  void listsItsModels() {
    http()
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("models.name", hasItem(MODEL))
        .body("refused.find { it.name == 'liar' }.code", equalTo("GOLDEN_DIFFERS"))
        .body("models.find { it.name == '" + MODEL + "' }.structure", equalTo("bright blob"))
        .body("models.find { it.name == '" + MODEL + "' }.posterior", equalTo(false))
        .body("models.find { it.name == '" + MODEL + "' }.patch", equalTo("16x24x8"));
  }

  @Test
  void showsItsStateToOperators() throws IOException {
    // Given
    segment();
    // When
    String page = http().get("/status").then().statusCode(200).extract().asString();
    // Then
    assertThat(page)
        .contains("Carryover inference service", "segmentation-requests")
        .contains(MODEL, "GOLDEN_DIFFERS", "completed", "curl");
  }

  @Test
  void saysThatItIsAliveAndReady() {
    http().get("/q/health/live").then().statusCode(200);
    http()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'models served' }.data.models", equalTo(2))
        .body("checks.find { it.name == 'models served' }.data.refused", equalTo(1));
  }

  @Test
  void countsAndTimesItsSegmentations() throws IOException {
    // Given
    segment();
    // When
    String metrics = http().get("/q/metrics").then().statusCode(200).extract().asString();
    // Then
    assertThat(metrics)
        .contains("carryover_segmentation_infer_seconds_bucket", "carryover_model_info");
    assertThat(metrics.lines().filter(line -> line.startsWith("carryover_segmentations_total{")))
        .anySatisfy(
            line -> assertThat(line).contains("model=\"blobs\"", "via=\"http\"", "completed"));
  }

  @Test
  void describesItsInterface() {
    http()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/v1/segmentations"))
        .body(containsString("application/gzip"));
  }

  private void segment() throws IOException {
    http().contentType(OCTETS).body(scan()).post(SEGMENTATIONS).then().statusCode(200);
  }

  private static void assertProblem(String path, byte[] body, int status, String code) {
    http()
        .contentType(OCTETS)
        .body(body)
        .post(path)
        .then()
        .statusCode(status)
        .contentType(PROBLEM)
        .body("code", equalTo(code))
        .body("status", equalTo(status))
        .body("type", equalTo("urn:carryover:problem:" + code));
  }

  private static RequestSpecification http() {
    return RestAssured.given().baseUri(installation.service().root().toString());
  }

  private byte[] scan() throws IOException {
    return Files.readAllBytes(TestScans.write(folder.resolve("scan.nii.gz")));
  }
}
