package io.carryover.cli.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.CohortDefined;
import io.carryover.events.CohortRole;
import io.carryover.events.Method;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohortDraftTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void aSourceHasAPriorAndATargetHasNone() {
    assertThat(complete(CohortRole.SOURCE).toEvent(NOW).getPrior()).isNotNull();

    CohortDefined target = complete(CohortRole.TARGET).toEvent(NOW);
    assertThat(target.getPrior()).isNull();
    assertThat(target.getMethods()).containsExactly(Method.RI, Method.DWP);
    assertThat(target.getDefinedAt()).isEqualTo(NOW);
  }

  @Test
  void namesEverythingThatIsMissingWithItsOption() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> CohortDraft.ofRole(CohortRole.SOURCE).toEvent(NOW))
        .withMessageContaining("id is missing (--id)")
        .withMessageContaining("shape is missing (--like or --shape)")
        .withMessageContaining("trainScans is missing (--train-scans)");
  }

  @ParameterizedTest
  @CsvSource({
    "id, Upper, id has lower-case letters",
    "shape, '[16,16]', shape has three multiples of 8",
    "shape, '[16,16,8]', shape has three multiples of 8 from 16 on",
    "shape, '[16,16,17]', shape has three multiples of 8",
    "trainScans, 0, trainScans is at least 1",
    "sourceCohort, null, a TARGET names its sourceCohort"
  })
  void namesTheValueThatBreaksARule(String part, String value, String rule) throws IOException {
    // Given
    Path file = file("{\"role\":\"TARGET\",\"%s\":%s}".formatted(part, json(value)));

    // When
    CohortDraft draft = complete(CohortDraft.ofFile(file), part);

    // Then
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> draft.toEvent(NOW))
        .withMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "'[16,16]', 'training.patch has three multiples of 8 from 16 on, or is [], not [16, 16]'",
    "'[16,20,16]', 'training.patch has three multiples of 8 from 16 on'",
    "'[16,8,16]', 'training.patch has three multiples of 8 from 16 on'",
    "'[16,32,32]', 'training.patch lies within the shape [16, 24, 32], not [16, 32, 32]'",
    "null, 'training.patch has three multiples of 8 from 16 on, or is [], not null'"
  })
  void namesThePatchThatBreaksARule(String patch, String rule) throws IOException {
    Path file = file("{\"role\":\"TARGET\",\"training\":{\"patch\":%s}}".formatted(patch));

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> complete(CohortDraft.ofFile(file), "").toEvent(NOW))
        .withMessageContaining(rule);
  }

  @Test
  void aPatchReachesTheDefinition() {
    CohortDraft draft = complete(CohortRole.TARGET).with("training.patch", List.of(16, 16, 32));

    assertThat(draft.patch()).contains(new Shape(16, 16, 32));
    assertThat(draft.toEvent(NOW).getTraining().getPatch()).containsExactly(16, 16, 32);
    assertThat(complete(CohortRole.TARGET).patch()).isEmpty();
  }

  @Test
  void aFileLiesOverTheDefaultsObjectByObjectAndListsAreReplaced() throws IOException {
    CohortDefined cohort =
        complete(
                CohortDraft.ofFile(
                    file("{\"role\":\"TARGET\",\"methods\":[\"RI\"],\"training\":{\"seed\":9}}")),
                "")
            .toEvent(NOW);

    CohortDefined plain = complete(CohortRole.TARGET).toEvent(NOW);
    assertThat(cohort.getMethods()).containsExactly(Method.RI);
    assertThat(cohort.getTraining().getSeed()).isEqualTo(9);
    assertThat(cohort.getTraining().getEpochs()).isEqualTo(plain.getTraining().getEpochs());
  }

  @Test
  void readsBackWhatItPrints() throws IOException {
    CohortDraft draft = complete(CohortRole.SOURCE).withEpochs(4);

    assertThat(CohortDraft.ofFile(file(draft.toString())).toEvent(NOW))
        .isEqualTo(draft.toEvent(NOW));
  }

  @Test
  void epochsOfASourceBoundThoseAfterItsRestartToo() {
    CohortDefined source = complete(CohortRole.SOURCE).withEpochs(5).toEvent(NOW);
    CohortDefined target = complete(CohortRole.TARGET).withEpochs(5).toEvent(NOW);

    assertThat(source.getTraining().getEpochs()).isEqualTo(5);
    assertThat(source.getTraining().getRestartEpochs()).isEqualTo(2);
    assertThat(target.getTraining().getRestartEpochs()).isZero();
  }

  @Test
  void aNameThatIsNoPartOfACohortIsRefused() throws IOException {
    Path file = file("{\"role\":\"SOURCE\",\"epochs\":5}");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> complete(CohortDraft.ofFile(file), "").toEvent(NOW))
        .withMessageContaining("\"epochs\"");
  }

  @ParameterizedTest
  @CsvSource({"not json", "'{\"role\":\"MIDDLE\"}'"})
  void saysWhatACohortFileIs(String text) throws IOException {
    Path file = file(text);

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> CohortDraft.ofFile(file))
        .withMessageContaining("JSON with a role SOURCE or TARGET")
        .withMessageContaining(file.toString());
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> CohortDraft.ofFile(folder.resolve("none.json")))
        .withMessageContaining("there is no cohort file");
  }

  private static CohortDraft complete(CohortRole role) {
    return complete(CohortDraft.ofRole(role), "");
  }

  /** Everything that is needed, except for one part. */
  private static CohortDraft complete(CohortDraft draft, String except) {
    return draft
        .withGiven("id", except.equals("id") ? null : "caudate")
        .withGiven("sourceCohort", except.equals("sourceCohort") ? null : "hippocampus")
        .withGiven("foreground", "caudate")
        .withGiven("labelValues", List.of(1))
        .withGiven("shape", except.equals("shape") ? null : List.of(16, 24, 32))
        .withGiven("trainScans", except.equals("trainScans") ? null : 5);
  }

  private static String json(String value) {
    return value.matches("\\[.*|\\d+|null") ? value : '"' + value + '"';
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("cohort.json"), text);
  }
}
