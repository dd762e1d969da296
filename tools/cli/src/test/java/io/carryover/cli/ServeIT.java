package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.cli.command.BrokerOption;
import io.carryover.cli.feed.EventFeed;
import io.carryover.cli.feed.TopicEvent;
import io.carryover.cli.process.FreePorts;
import io.carryover.events.ModelDeployed;
import io.carryover.events.ModelExported;
import io.carryover.events.RunState;
import io.carryover.events.RunStatusChanged;
import io.carryover.events.Topic;
import io.carryover.imaging.dicom.SegmentationReader;
import io.carryover.imaging.dicom.SeriesReader;
import io.carryover.imaging.nifti.NiftiReader;
import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.runtime.id.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From {@code serve} to three equal masks, by the commands that people type. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(240) // of busy cores; a minute is enough on idle ones
class ServeIT {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final String MODEL = "tiny-ri";
  private static final int LAST = Integer.MAX_VALUE;

  @TempDir private static Path folder;

  private static Served served;
  private static String bootstrap;
  private static Path scan;
  private static Path modelFile;

  @BeforeAll
  static void serveAModelTrainedOnPublishedScans() throws Exception {
    assumeThat(Served.isBuilt()).as("the services are packaged").isTrue();
    int port = FreePorts.find(1).get(0);
    bootstrap = "127.0.0.1:" + port;
    served = Served.start(folder, port, firstOfThreeFreePorts());
    train();
    modelFile = awaitServedModel();
  }

  @AfterAll
  static void leaveNothing() {
    if (served != null) {
      served.kill();
    }
  }

  private static void train() throws Exception {
    Path scans = folder.resolve("scans");
    PhantomCohort.target(new Shape(24, 24, 24), 1).writeDecathlon(scans, 4);
    scan = scans.resolve("imagesTr/phantom_1004.nii.gz");
    run(
        "cohort",
        "define",
        "--bootstrap",
        bootstrap,
        "--id",
        "tiny",
        "--role",
        "target",
        "--source-cohort",
        "none-yet",
        "--methods",
        "ri",
        "--like",
        scans.toString(),
        "--train-scans",
        "2",
        "--validation-scans",
        "1",
        "--epochs",
        "1");
    run(
        "scan",
        "publish",
        "--bootstrap",
        bootstrap,
        "--cohort",
        "tiny",
        "--dir",
        scans.toString(),
        "--split",
        "train=2,validation=1,test=rest");
  }

  /** The file of the model, once it is served. */
  private static Path awaitServedModel() {
    Map<String, Path> exported = new HashMap<>();
    try (EventFeed feed = EventFeed.fromTheBeginning(BrokerOption.clientSettings(bootstrap))) {
      while (true) {
        for (TopicEvent event : feed.poll(POLL)) {
          requireGood(event);
          if (event.event() instanceof ModelExported model) {
            exported.put(model.getModel(), Path.of(URI.create(model.getOnnx().getUri())));
          } else if (event.event() instanceof ModelDeployed model) {
            return exported.get(model.getModel());
          }
        }
      }
    }
  }

  private static void requireGood(TopicEvent event) {
    if (event.event() instanceof RunStatusChanged status) {
      assertThat(status.getState())
          .as(status.toString())
          .isNotIn(RunState.REJECTED, RunState.FAILED);
    }
  }

  @Test
  void printsBrokerServicesAndTopics() throws Exception {
    assertThat(served.output())
        .contains(bootstrap)
        .contains(Stream.of(Topic.values()).map(Topic::topicName).toList());
    assertThat(List.of(served.address("inference"), served.address("prior")))
        .doesNotHaveDuplicates();
    assertThat(served.children()).hasSize(3);
  }

  @Test
  void theSameMaskComesByHttpByEventsAndFromTheModelFileAlone() throws Exception {
    float[] byHttp = segment("http", MODEL, "--url", served.address("inference").toString());
    float[] byEvents = segment("events", MODEL, "--bootstrap", bootstrap);
    float[] byFile = segment("file", modelFile.toString());

    assertThat(byHttp).hasSameSizeAs(NiftiReader.read(scan).voxels()).contains(0f).contains(1f);
    assertThat(byEvents).isEqualTo(byHttp);
    assertThat(byFile).isEqualTo(byHttp);
  }

  @Test
  void aDicomSeriesBecomesADicomSegmentation() {
    Path series = Path.of("..", "..", "..", "shared", "data", "dicom", "mr-13_HCropVolume");
    assumeTrue(Files.isDirectory(series), "no DICOM series at " + series);
    Path out = folder.resolve("segmentation.dcm");
    Path nifti = folder.resolve("of-dicom.nii");

    run(
        "segment",
        "--model",
        modelFile.toString(),
        "--image",
        series.toString(),
        "--out",
        "" + out);
    run(
        "segment",
        "--model",
        modelFile.toString(),
        "--image",
        series.toString(),
        "--out",
        "" + nifti);

    Mask written = SegmentationReader.readMask(out, SeriesReader.read(series), Set.of(1));
    assertThat(written.voxels()).isEqualTo(Mask.of(NiftiReader.read(nifti)).voxels());
    assertThat(written.foregroundVoxels()).isPositive();
  }

  @Test
  void aVersionIsPinnedByTheBeginningOfItsDigest() throws Exception {
    String digest = Sha256.of(modelFile).substring(0, 8);
    String[] pin = {"route", "--bootstrap", bootstrap, MODEL, "--pin", digest};

    run(pin);
    pin[pin.length - 1] = "not-a-digest";
    assertThat(execute(pin)).isEqualTo(1);
    assertThat(execute("route", "--bootstrap", bootstrap, "unknown")).isEqualTo(1);
    run("route", "--bootstrap", bootstrap, MODEL, "--newest");
  }

  @Test
  void anUnknownModelFailsBothWays() throws Exception {
    String url = served.address("inference").toString();

    assertThat(execute(segmentation("none", "unknown", "--url", url))).isEqualTo(1);
    assertThat(execute(segmentation("none", "unknown", "--bootstrap", bootstrap))).isEqualTo(1);
    assertThat(folder.resolve("none.nii")).doesNotExist();
  }

  @Test
  @Order(LAST)
  void stoppingLeavesNoChild() throws Exception {
    List<ProcessHandle> children = served.children();

    served.stop();

    assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  private static float[] segment(String name, String model, String... way) {
    run(segmentation(name, model, way));
    return NiftiReader.read(folder.resolve(name + ".nii")).voxels();
  }

  private static String[] segmentation(String name, String model, String... way) {
    Stream<String> request =
        Stream.of(
            "segment",
            "--model",
            model,
            "--image",
            scan.toString(),
            "--out",
            folder.resolve(name + ".nii").toString());
    return Stream.concat(request, Stream.of(way)).toArray(String[]::new);
  }

  private static void run(String... arguments) {
    assertThat(execute(arguments)).as(String.join(" ", arguments)).isZero();
  }

  private static int execute(String... arguments) {
    return CarryoverCommand.commandLine().execute(arguments);
  }

  /** serve takes ports in a row. */
  private static int firstOfThreeFreePorts() {
    while (true) {
      int first = FreePorts.find(1).get(0);
      if (first + 2 <= 65535 && Stream.of(1, 2).allMatch(step -> isFree(first + step))) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
