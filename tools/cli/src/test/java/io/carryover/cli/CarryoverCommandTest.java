package io.carryover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.imaging.phantom.PhantomCohort;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CarryoverCommandTest {
  private static final int NARROW_TERMINAL = 80;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo --help",
        "experiment --help",
        "serve --help",
        "cohort --help",
        "cohort define --help",
        "scan --help",
        "scan publish --help",
        "scan crop --help",
        "segment --help",
        "watch --help",
        "bench --help",
        "bench training --help"
      })
  void everyCommandHasHelpWithExitCodes(String line) {
    assertThat(run(line.split(" "))).isZero();

    assertThat(out.toString()).startsWith("Usage: carryover").contains("Exit codes:");
    assertThat(out.toString().lines().filter(text -> text.startsWith("  ./carryover")))
        .allSatisfy(text -> assertThat(text.length()).isLessThan(NARROW_TERMINAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "segmnt | perhaps segment | ./carryover --help",
        "serve --port x | 'x' is not an int | ./carryover serve --help",
        "serve --port 70000 | --port is 1 to 65535, not 70000 | ./carryover serve --help",
        "serve --http-port 65534 | --http-port is 1 to | ./carryover serve --help",
        "serve --trainers 0 | --trainers is 1 to 100, not 0 | ./carryover serve --help",
        "demo --source a | --target | ./carryover demo --help",
        "demo --minutes 0 | --minutes is at least 1 | ./carryover demo --help",
        "experiment --sizes 0 | --sizes is at least 1 | ./carryover experiment --help",
        "experiment --methods source | of ri, pr, prf, dwp | ./carryover experiment --help",
        "experiment --controls vae | of shuffled, gaussian | ./carryover experiment --help",
        "experiment --arm x=dwp,foo=1 | there are epochs, batch | ./carryover experiment --help",
        "experiment --bootstrap a:1 | --store | ./carryover experiment --help",
        "experiment --patch 16x16 | like 48x64x48, not 16x16 | ./carryover experiment --help",
        "cohort define | --role or --file is needed | ./carryover cohort define --help",
        "cohort define --role x | SOURCE, TARGET | ./carryover cohort define --help",
        "cohort define --role source --shape 1by2 | like 48x64x48 | ./carryover cohort define --help",
        "scan crop --dir d --out o --shape 3x4 | like 48x64x48 | ./carryover scan crop --help",
        "scan publish --dir d | --cohort=ID | ./carryover scan publish --help",
        "segment --model m | --image=FILE | ./carryover segment --help",
        "watch --bootstrap | --bootstrap | ./carryover watch --help",
        "bench training --steps 7 --rounds 2 | multiple of the rounds, 2, not 7 | bench training --help",
        "bench training --threads 0 | threads are at least 1, not 0 | ./carryover bench training --help",
        "bench training --shape 16,16 | like 48x64x48, not 16,16 | ./carryover bench training --help",
        "bench training --shape 8,16,16 | from 16 on, not 8x16x16 | ./carryover bench training --help",
        "bench training --shape 0,16,16 | at least one voxel | ./carryover bench training --help"
      })
  void aWrongArgumentIsOneLineThatNamesTheHelp(String line, String fault, String help) {
    assertThat(run(line.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).startsWith("carryover: ").contains(fault).contains(help);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cohort", "scan", "bench"})
  void aCommandWithoutItsPartShowsTheParts(String line) {
    assertThat(run(line)).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains("Commands:");
  }

  @Test
  void anImageThatIsMissingIsOneLine() {
    assertFails(
        "there is no image file",
        "segment",
        "--model",
        "m",
        "--image",
        "none.nii",
        "--out",
        "m.nii");
  }

  @Test
  void aModelFileThatIsMissingIsOneLine() throws IOException {
    String image = file("scan.nii");

    assertFails(
        "there is no model file",
        "segment",
        "--model",
        "none.onnx",
        "--image",
        image,
        "--out",
        "m.nii");
  }

  @Test
  void aModelFileThatIsNoneIsOneLine() throws IOException {
    String image = file("scan.nii");
    String model = file("model.onnx");

    assertFails(
        "ONNX Runtime cannot open",
        "segment",
        "--model",
        model,
        "--image",
        image,
        "--out",
        "m.nii");
  }

  @Test
  void aServiceThatDoesNotAnswerIsOneLineWithTheRemedy() throws IOException {
    String image = file("scan.nii");

    assertFails(
        "start one with ./carryover serve",
        "segment",
        "--model",
        "m",
        "--image",
        image,
        "--out",
        "m.nii",
        "--url",
        "127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:1", "127.0.0.1:99999", "nowhere", "nowhere.invalid:9092"})
  void aBrokerThatDoesNotAnswerIsOneLineWithTheRemedy(String bootstrap) {
    assertFails("start one with ./carryover serve", "watch", "--bootstrap", bootstrap);
  }

  @Test
  void aPatchLargerThanTheShapeIsRefusedBeforeAnythingIsAsked() {
    assertFails(
        "training.patch lies within the shape [16, 16, 16], not [16, 24, 16]",
        "cohort define --id a --role source --foreground f --labels 1 --train-scans 1 --shape 16x16x16 --patch 16,24,16"
            .split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"target.training.patch=[]", "source.training.patch=[]"})
  void thePatchOfAnExperimentIsThatOfSourceAndTarget(String butNotOf) throws IOException {
    // Given
    PhantomCohort.source(Shape.cube(16), 1).writeDecathlon(folder.resolve("source"), 8);
    PhantomCohort.target(Shape.cube(16), 1).writeDecathlon(folder.resolve("target"), 8);

    // Then
    assertFails(
        "training.patch has three multiples of 8 from 16 on, or is [], not [16, 20, 16]",
        "experiment --patch 16,20,16 --sizes 1 --splits 1 --validation-scans 1 --test-scans 1 --set %s --source %s --target %s --out %s"
            .formatted(
                butNotOf, folder.resolve("source"), folder.resolve("target"), folder.resolve("out"))
            .split(" "));
  }

  @Test
  void aFolderThatIsNotOfTheFormIsOneLine() {
    assertFails("dataset.json", "scan", "publish", "--cohort", "c", "--dir", folder.toString());
  }

  @Test
  void aMaskThatIsNotNamedAsNiftiIsRefusedBeforeAnythingIsAsked() throws IOException {
    int code = run("segment", "--model", "m", "--image", file("scan.nii"), "--out", "mask.txt");

    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--out ends in .nii, .nii.gz or .dcm");
  }

  private void assertFails(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.SOFTWARE);
    assertThat(err.toString()).startsWith("carryover: ").contains(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int run(String... arguments) {
    return CarryoverCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "no image").toString();
  }
}
