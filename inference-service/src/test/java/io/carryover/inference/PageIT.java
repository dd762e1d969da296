package io.carryover.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.events.ModelDeployed;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The page at the root as a person meets it: in Chromium, on the packaged service. What it looked
 * like is kept in target/screenshots.
 */
class PageIT {
  private static final String WITH_POSTERIOR = "ellipsoid-dwp";
  private static final String WITHOUT_POSTERIOR = "ellipsoid-ri";
  private static final String PRIOR = "prior-of-phantoms";
  private static final Path VIEWER =
      Path.of("target", "classes", "META-INF", "resources", "viewer", "niivue", "niivue.js");

  /**
   * Of the prepared intensity, between tissue and the bright ellipsoid; sure a few hundredths away.
   */
  private static final float THRESHOLD = 0.72f;

  private static final float SLOPE = 120;

  /** More than the letters at the edges have. */
  private static final int COLOURS_OF_A_SCAN = 100;

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir private static Path directory;
  private static List<String> missing;
  private static Installation installation;
  private static Chromium browser;
  private static ModelDeployed deployed;

  @BeforeAll
  static void startBrowserAndService() throws IOException {
    missing = missingPackages();
    if (missing.isEmpty()) {
      start();
    } else {
      System.out.println("SKIPPED: the page is not tested without Debian's packages " + missing);
    }
  }

  /** Where npm is missing the page was built without its viewer. */
  private static List<String> missingPackages() {
    Stream<String> npm = Files.exists(VIEWER) ? Stream.of() : Stream.of("npm");
    return Stream.concat(Chromium.missingPackages().stream(), npm).toList();
  }

  private static void start() throws IOException {
    browser = Chromium.start(directory.resolve("profile"));
    installation = Installation.start(directory, Map.of());
    try (TestClient client = new TestClient(installation)) {
      deployed = client.export(WITH_POSTERIOR, sampled());
      client.export(WITHOUT_POSTERIOR, ThresholdModel.at(THRESHOLD, SLOPE));
    }
  }

  /** Of a calibration by which its own samples agree too little. */
  private static ThresholdModel sampled() {
    return ThresholdModel.at(THRESHOLD, SLOPE)
        .withPosterior(2)
        .with("carryover.method", "DWP")
        .with("carryover.lineage.prior-id", PRIOR)
        .with("carryover.calibration.scans", "6")
        .with("carryover.calibration.samples", "8")
        .with("carryover.calibration.typical-deviation", "0.05")
        .with("carryover.calibration.volume-factor", "2.2")
        .with("carryover.calibration.coverage", "0.95")
        .with("carryover.calibration.refer-below", "0.99")
        .with("carryover.calibration.ece", "0.01")
        .with("carryover.calibration.brier", "0.02");
  }

  @AfterAll
  static void stopBrowserAndService() {
    if (browser != null) {
      browser.close();
    }
    if (installation != null) {
      installation.close();
    }
  }

  @BeforeEach
  void openPage() {
    assumeTrue(missing.isEmpty(), () -> "not installed: " + missing);
    browser.open(installation.service().root().toString(), 1280, 1040);
    await().atMost(SOON).until(() -> browser.the("model").isEnabled());
  }

  @Test
  void showsAScanWithItsMaskItsUncertaintyAndItsVolume() throws IOException {
    // Given
    browser.choose("model", WITH_POSTERIOR);
    // When
    segment(phantom("phantom.nii.gz"));
    // Then
    assertThat(browser.text("volume")).matches("\\d+(\\.\\d+)?");
    assertThat(browser.text("interval")).matches("95 % interval: [\\d.]+ to [\\d.]+ ml");
    assertThat(browser.text("calibrated")).contains("fitted to 6 validation scans");
    assertThat(browser.text("refer")).contains("A person should look at this mask");
    assertThat(browser.text("facts")).contains("DSC among 8 samples", "64 × 72 × 56 voxels");
    assertThat(browser.text("model-facts"))
        .contains("bright blob", "sha256:" + deployed.getSha256(), "0.910", "run-1", PRIOR)
        .contains("deep weight prior (DWP)");
    assertThat(browser.text("where")).contains("in the mask");
    assertThat(browser.text("legend-high")).isEqualTo("0.69 nats");
    assertThat(browser.the("save").getDomProperty("download")).isEqualTo("phantom-mask.nii.gz");
    assertThat(browser.colours("planes")).isGreaterThan(COLOURS_OF_A_SCAN);
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot("page");
  }

  @Test
  void showsEachMapThatTheModelCanDraw() throws IOException {
    // Given
    browser.choose("model", WITH_POSTERIOR);
    segment(phantom("phantom.nii"));
    for (String map : new String[] {"mutual-information", "expected-entropy", "probability"}) {
      // When
      browser.choose("map", map);
      // Then
      String meaning = browser.text("legend-text");
      assertThat(meaning).isNotBlank();
    }
    assertThat(browser.text("legend-high")).isEqualTo("1.0");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void saysThatAModelWithoutPosteriorStatesNoUncertainty() throws IOException {
    // Given
    browser.choose("model", WITHOUT_POSTERIOR);
    // When
    segment(phantom("phantom.nii.gz"));
    // Then
    assertThat(browser.text("interval")).contains("states no uncertainty");
    assertThat(browser.text("refer")).contains("Look at this mask yourself");
    assertThat(browser.text("map")).doesNotContain("entropy").contains("Probability");
    assertThat(browser.the("model").getDomProperty("value")).isEqualTo(WITHOUT_POSTERIOR);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void saysWhyAFileCannotBeSegmented() throws IOException {
    // When
    browser.drop("letter.nii", "This is no scan.");
    browser.the("segment").click();
    // Then
    await().atMost(SOON).until(() -> browser.the("problem").isDisplayed());
    assertThat(browser.text("problem-title")).isEqualTo("Unreadable image");
    assertThat(browser.text("problem-detail")).isNotBlank();
    assertThat(browser.text("problem-code")).isEqualTo("UNREADABLE_IMAGE");
    assertThat(browser.the("result").isDisplayed()).isFalse();
    assertThat(browser.text("planes-hint")).isEqualTo("This file cannot be shown");
    browser.screenshot("page-problem");
  }

  @Test
  void neverShowsTheAnswerToOneScanBesideAnother() throws IOException {
    // Given
    browser.holdAnswer();
    browser.the("scan").sendKeys(phantom("first.nii.gz").toString());
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    browser.the("segment").click();
    await().atMost(SOON).until(() -> browser.holdsAnswer());
    browser.the("scan").sendKeys(phantom("second.nii.gz").toString());
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    // When
    browser.releaseAnswer();
    // Then
    assertThat(browser.text("scan-name")).isEqualTo("second.nii.gz");
    assertThat(browser.the("result").isDisplayed()).isFalse();
    assertThat(browser.text("where")).doesNotContain("the mask");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void waitsForAPlaceInAFullService() throws IOException {
    // Given
    browser.fillService(2, 1);
    // When
    segment(phantom("phantom.nii.gz"));
    // Then
    assertThat(browser.text("volume")).isNotBlank();
    assertThat(browser.the("problem").isDisplayed()).isFalse();
  }

  @Test
  void canBeToldToWaitNoLonger() throws IOException {
    // Given
    browser.fillService(1, 600);
    browser.the("scan").sendKeys(phantom("phantom.nii.gz").toString());
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    browser.the("segment").click();
    await().atMost(SOON).until(() -> browser.text("progress").contains("Waiting for a free place"));
    // When
    browser.the("cancel").click();
    // Then
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    assertThat(browser.text("progress")).isEmpty();
    assertThat(browser.the("problem").isDisplayed()).isFalse();
  }

  @Test
  void isUsedByKeysAlone() throws IOException {
    // Given
    browser.choose("model", WITHOUT_POSTERIOR);
    browser.the("scan").sendKeys(phantom("phantom.nii.gz").toString());
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    // When
    browser.the("model").sendKeys(Keys.TAB);
    assertThat(browser.focused()).isEqualTo("segment");
    browser.press(Keys.ENTER);
    awaitResult();
    String before = browser.text("where");
    browser.the("planes").sendKeys(Keys.PAGE_UP);
    // Then
    await().atMost(SOON).until(() -> !browser.text("where").equals(before));
  }

  @Test
  void fitsANarrowScreen() throws IOException {
    // Given
    browser.open(installation.service().root().toString(), 500, 1000);
    await().atMost(SOON).until(() -> browser.the("model").isEnabled());
    browser.choose("model", WITH_POSTERIOR);
    // When
    segment(phantom("phantom.nii.gz"));
    // Then
    assertThat(browser.widthOverflow()).isZero();
    assertThat(browser.colours("planes")).isGreaterThan(COLOURS_OF_A_SCAN);
    browser.screenshot("page-narrow");
  }

  @Test
  void leadsOperatorsToTheirTables() {
    // When
    browser.follow("Service status");
    // Then
    await().atMost(SOON).until(() -> browser.address().endsWith("/status"));
    assertThat(browser.page()).contains("Latest segmentations", "segmentation-requests");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void letsNothingInFromElsewhere() {
    for (String path : new String[] {"/", "/viewer/page.js", "/viewer/niivue/niivue.js"}) {
      RestAssured.given()
          .baseUri(installation.service().root().toString())
          .get(path)
          .then()
          .statusCode(200)
          .header("X-Content-Type-Options", equalTo("nosniff"))
          .header("Referrer-Policy", equalTo("no-referrer"))
          .header("Cache-Control", equalTo("no-cache"))
          .header(
              "Content-Security-Policy",
              allOf(
                  containsString("default-src 'none'"),
                  containsString("script-src 'self';"),
                  containsString("frame-ancestors 'self'"),
                  not(containsString("unsafe")),
                  not(containsString("http"))));
    }
  }

  private static void segment(Path scan) {
    browser.the("scan").sendKeys(scan.toString());
    await().atMost(SOON).until(() -> browser.the("segment").isEnabled());
    browser.the("segment").click();
    awaitResult();
  }

  private static void awaitResult() {
    await().atMost(SOON).until(() -> browser.the("mask-opacity").isEnabled());
    await().atMost(SOON).until(() -> browser.text("where").contains("the mask"));
    await().atMost(SOON).until(() -> browser.text("progress").isEmpty());
  }

  private static Path phantom(String name) throws IOException {
    return TestScans.writePhantom(directory.resolve(name).toAbsolutePath());
  }
}
