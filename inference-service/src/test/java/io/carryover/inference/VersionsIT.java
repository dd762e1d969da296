package io.carryover.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.carryover.events.DeploymentState;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import io.carryover.events.SegmentationRequested;
import io.carryover.events.VersionsCompared;
import io.carryover.runtime.store.ArtifactRefs;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with several versions of a model: by digest, routed, swapped under load. */
class VersionsIT {
  private static final int SWAPS = 50;
  private static final int CLIENTS = 2;
  private static final double ROUNDING = 1e-6;

  @TempDir private static Path directory;
  private static Installation installation;
  private static TestClient client;
  private static Path scan;

  @BeforeAll
  static void startService() throws IOException {
    installation =
        Installation.start(
            directory, Map.of("carryover.inference.http.in-flight", Integer.toString(CLIENTS)));
    client = new TestClient(installation);
    scan = TestScans.writeNoise(installation.scans().resolve("noise.nii.gz"));
  }

  @AfterAll
  static void stopService() {
    client.close();
    installation.close();
  }

  @Test
  void anEarlierVersionAnswersByItsDigest() throws IOException {
    // Given
    String first = client.export("by-digest", ThresholdModel.at(0.3f)).getSha256();
    String second = client.export("by-digest", ThresholdModel.at(0.6f)).getSha256();
    SegmentationRequested request =
        TestClient.requested("by-digest", "by-digest", ArtifactRefs.of(scan));
    request.setModelSha256(first);
    // When
    client.request(request);
    // Then
    assertThat(client.result("by-digest").getModelSha256()).isEqualTo(first);
    assertThat(posted("by-digest", "&sha256=" + first).getString("modelSha256")).isEqualTo(first);
    assertThat(posted("by-digest", "").getString("modelSha256")).isEqualTo(second);
  }

  @Test
  void aRollbackByEventHoldsUntilTheNextRoute() throws IOException {
    // Given
    String first = client.export("rolled-back", ThresholdModel.at(0.3f)).getSha256();
    String second = client.export("rolled-back", ThresholdModel.at(0.6f)).getSha256();
    // When
    ModelDeployed routed = client.route(route("rolled-back").setPinnedSha256(first).build());
    // Then
    assertThat(routed.getState()).isEqualTo(DeploymentState.DEPLOYED);
    assertThat(posted("rolled-back", "").getString("modelSha256")).isEqualTo(first);
    assertThat(get("/v1/models")).contains("\"pinnedSha256\":\"" + first);
    assertThat(get("/status")).contains("pinned to " + first.substring(0, 12));
    client.route(route("rolled-back").build());
    assertThat(posted("rolled-back", "").getString("modelSha256")).isEqualTo(second);
  }

  @Test
  void aCanaryOfAllRequestsAnswersThem() throws IOException {
    // Given
    client.export("canary", ThresholdModel.at(0.3f));
    ModelExported candidate = client.stored("canary", ThresholdModel.at(0.6f));
    String digest = candidate.getOnnx().getSha256();
    client.publishVersion(candidate);
    // When
    client.route(route("canary").setCanarySha256(digest).setCanaryShare(1).build());
    // Then
    assertThat(posted("canary", "").getString("modelSha256")).isEqualTo(digest);
  }

  @Test
  void aShadowIsComparedAndDoesNotAnswer() throws IOException {
    // Given
    String served = client.export("shadowed", ThresholdModel.at(0.3f)).getSha256();
    ModelExported candidate = client.stored("shadowed", ThresholdModel.at(0.6f));
    String digest = candidate.getOnnx().getSha256();
    client.publishVersion(candidate);
    client.route(route("shadowed").setShadowSha256(digest).build());
    // When
    JsonPath answer = posted("shadowed", "");
    // Then
    VersionsCompared compared = client.comparison(digest);
    assertThat(answer.getString("modelSha256")).isEqualTo(served);
    assertThat(compared.getServedSha256()).isEqualTo(served);
    double both = compared.getShadowVolumeMl();
    assertThat(compared.getServedVolumeMl()).isCloseTo(answer.getDouble("volumeMl"), within(1e-5));
    assertThat(both).isLessThan(compared.getServedVolumeMl());
    assertThat(compared.getDsc())
        .isCloseTo(2 * both / (both + compared.getServedVolumeMl()), within(ROUNDING));
  }

  @Test
  void aRouteToAnUnknownVersionIsRefusedAndSaysSo() throws IOException {
    // Given
    String served = client.export("misrouted", ThresholdModel.at(0.3f)).getSha256();
    // When
    ModelDeployed refused = client.refusedRoute(route("misrouted").setPinnedSha256("ab").build());
    // Then
    assertThat(refused.getReason().getCode()).isEqualTo("UNKNOWN_VERSION");
    assertThat(posted("misrouted", "").getString("modelSha256")).isEqualTo(served);
  }

  @Test
  void noAnswerFailsOrIsMixedWhileVersionsAreSwapped() throws IOException {
    // Given: two versions, and what each of them says
    ModelExported low = client.stored("swapped", ThresholdModel.at(0.3f));
    ModelExported high = client.stored("swapped", ThresholdModel.at(0.6f));
    client.export(low);
    int voxelsOfLow = posted("swapped", "").getInt("foregroundVoxels");
    client.export(high);
    int voxelsOfHigh = posted("swapped", "").getInt("foregroundVoxels");
    Map<String, Integer> expected =
        Map.of(low.getOnnx().getSha256(), voxelsOfLow, high.getOnnx().getSha256(), voxelsOfHigh);
    assertThat(voxelsOfLow).isNotEqualTo(voxelsOfHigh);
    // When
    ConcurrentLinkedQueue<JsonPath> answers = new ConcurrentLinkedQueue<>();
    AtomicBoolean swapping = new AtomicBoolean(true);
    List<CompletableFuture<Void>> load =
        Stream.generate(() -> CompletableFuture.runAsync(() -> ask(swapping, answers)))
            .limit(CLIENTS)
            .toList();
    for (int swap = 0; swap < SWAPS; swap++) {
      ModelExported next = swap % 2 == 0 ? low : high;
      next.setPlannedAt(Instant.now());
      client.export(next);
    }
    swapping.set(false);
    load.forEach(CompletableFuture::join);
    // Then
    assertThat(answers).hasSizeGreaterThan(SWAPS);
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(answer.getInt("foregroundVoxels"))
                    .isEqualTo(expected.get(answer.getString("modelSha256"))));
    assertThat(answers.stream().map(answer -> answer.getString("modelSha256")).distinct())
        .hasSize(2);
  }

  private static void ask(AtomicBoolean going, ConcurrentLinkedQueue<JsonPath> answers) {
    while (going.get()) {
      answers.add(posted("swapped", ""));
    }
  }

  private static String get(String path) {
    return given().baseUri(installation.service().root().toString()).get(path).asString();
  }

  private static JsonPath posted(String model, String more) {
    return given()
        .baseUri(installation.service().root().toString())
        .contentType("application/octet-stream")
        .accept("application/json")
        .body(bytes(scan))
        .post("/v1/segmentations?model=" + model + more)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModelRouted.Builder route(String model) {
    return ModelRouted.newBuilder().setModel(model).setRoutedAt(Instant.now());
  }
}
