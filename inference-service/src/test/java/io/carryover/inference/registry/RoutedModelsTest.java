package io.carryover.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.carryover.events.ModelExported;
import io.carryover.events.ModelRouted;
import io.carryover.inference.ThresholdModel;
import io.carryover.inference.segmentation.ModelLease;
import io.carryover.runtime.id.VersionKey;
import io.carryover.runtime.store.ArtifactStore;
import io.carryover.runtime.store.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutedModelsTest {
  private static final String NAME = "blobs-ri";
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;
  private ArtifactStore store;
  private final Map<String, ModelExported> exports = new HashMap<>();
  private ModelRegistry newest;
  private Versions versions;
  private Routes routes;
  private RoutedModels models;
  private String first;
  private String second;

  @BeforeEach
  void serveTwoVersions() throws IOException {
    store = new DirectoryArtifactStore(folder.resolve("store"), List.of());
    VersionPool pool = new VersionPool(TestRegistries.opening(store, Clock.systemUTC()));
    newest = TestRegistries.of(pool, Clock.systemUTC());
    versions = new Versions(key -> Optional.ofNullable(exports.get(key)), pool, 1);
    routes = new Routes(versions);
    models = new RoutedModels(newest, routes, versions);
    first = deployed(0.5f);
    second = deployed(0.3f);
  }

  @AfterEach
  void close() {
    routes.close();
    versions.close();
    newest.close();
  }

  @Test
  void theNewestVersionAnswersWithoutARoute() {
    assertThat(answering("request-1")).isEqualTo(second);
  }

  @Test
  void aVersionThatIsAskedForByItsDigestAnswers() {
    assertThat(versionOf(first)).isEqualTo(first);
    assertThat(versionOf(second)).isEqualTo(second);
  }

  @Test
  void nobodyAnswersForADigestThatWasNeverExported() {
    assertThat(models.lease(new Wanted(NAME, Optional.of("00".repeat(32)), "request-1"))).isEmpty();
  }

  @Test
  void aRollbackPinsAnEarlierVersionUntilTheRouteIsDeleted() {
    // When
    routes.apply(route().setPinnedSha256(first).build());
    // Then
    assertThat(answering("request-1")).isEqualTo(first);
    assertThat(models.deployed()).extracting(DeployedModel::sha256).containsExactly(first);
    routes.remove(NAME);
    assertThat(answering("request-1")).isEqualTo(second);
  }

  @Test
  void aPinOutlivesTheNextExport() throws IOException {
    // Given
    routes.apply(route().setPinnedSha256(first).build());
    // When
    deployed(0.7f);
    // Then
    assertThat(answering("request-1")).isEqualTo(first);
  }

  @Test
  void aCanaryAnswersItsShareAndTheSameRequestsAgain() {
    // Given
    routes.apply(route().setCanarySha256(first).setCanaryShare(0.25).build());
    // When
    List<String> digests = IntStream.range(0, 400).mapToObj(i -> answering("r" + i)).toList();
    // Then: by a hash of the id, four standard errors of a share of 400
    double share = digests.stream().filter(first::equals).count() / 400.0;
    assertThat(share).isCloseTo(0.25, within(0.09));
    assertThat(IntStream.range(0, 400).mapToObj(i -> answering("r" + i))).isEqualTo(digests);
  }

  @Test
  void aShadowIsHeldButDoesNotAnswer() {
    // When
    routes.apply(route().setShadowSha256(first).build());
    // Then
    assertThat(answering("request-1")).isEqualTo(second);
    try (ModelLease shadow = models.shadow(NAME).orElseThrow()) {
      assertThat(shadow.sha256()).isEqualTo(first);
    }
  }

  @Test
  void aRouteToAnUnknownVersionLeavesTheOneBeforeItInEffect() {
    // Given
    routes.apply(route().setPinnedSha256(first).build());
    ModelRouted unknown = route().setPinnedSha256(second).setShadowSha256("00".repeat(32)).build();
    // When, Then
    assertRefused(unknown, "UNKNOWN_VERSION");
    assertThat(answering("request-1")).isEqualTo(first);
  }

  @Test
  void aRouteMustMakeSense() {
    assertRefused(route().setCanarySha256(first).setCanaryShare(1.5).build(), "ROUTE_INVALID");
    assertRefused(
        route().setCanarySha256(first).setCanaryShare(Double.NaN).build(), "ROUTE_INVALID");
    assertRefused(route().setCanarySha256(first).build(), "ROUTE_INVALID");
    assertRefused(route().setCanaryShare(0.5).build(), "ROUTE_INVALID");
  }

  @Test
  void aVersionIsOpenedOnceHoweverManyHoldIt() {
    // When
    routes.apply(route().setPinnedSha256(second).build());
    // Then
    try (ModelLease pinned = lease(Optional.empty(), "request-1");
        ModelLease named = lease(Optional.of(second), "request-1")) {
      assertThat(pinned.segmenter()).isSameAs(named.segmenter());
    }
  }

  @Test
  void versionsThatWereAskedForStayOpenUpToALimit() throws IOException {
    // Given: one is kept
    ModelLease kept = lease(Optional.of(first), "request-1");
    String third = deployed(0.7f);
    kept.close();
    // When: another takes its place, and nobody holds the first one any more
    try (ModelLease again = lease(Optional.of(first), "request-2")) {
      assertThat(again.segmenter()).isSameAs(kept.segmenter());
    }
    versionOf(second);
    // Then
    try (ModelLease reopened = lease(Optional.of(first), "request-3")) {
      assertThat(reopened.segmenter()).isNotSameAs(kept.segmenter());
    }
    assertThat(answering("request-4")).isEqualTo(third);
  }

  private void assertRefused(ModelRouted route, String code) {
    assertThatThrownBy(() -> routes.apply(route))
        .isInstanceOf(ModelRefusedException.class)
        .extracting(e -> ((ModelRefusedException) e).reason().getCode())
        .isEqualTo(code);
  }

  private String answering(String requestId) {
    return digest(Optional.empty(), requestId);
  }

  private String versionOf(String sha256) {
    return digest(Optional.of(sha256), "request-1");
  }

  private String digest(Optional<String> sha256, String requestId) {
    try (ModelLease lease = lease(sha256, requestId)) {
      return lease.sha256();
    }
  }

  private ModelLease lease(Optional<String> sha256, String requestId) {
    return models.lease(new Wanted(NAME, sha256, requestId)).orElseThrow();
  }

  private static ModelRouted.Builder route() {
    return ModelRouted.newBuilder().setModel(NAME).setRoutedAt(NOON);
  }

  private String deployed(float threshold) throws IOException {
    Path file = ThresholdModel.at(threshold).write(folder.resolve("model.onnx"));
    ModelExported exported = ExportedModels.of(NAME, store.put(file, "model.onnx"));
    exports.put(VersionKey.of(exported), exported);
    newest.deploy(exported);
    return exported.getOnnx().getSha256();
  }
}
