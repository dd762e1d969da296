package io.carryover.trainer.planning;

import static io.carryover.events.Split.TEST;
import static io.carryover.events.Split.TRAIN;
import static io.carryover.events.Split.VALIDATION;
import static io.carryover.trainer.TrainerEvents.NOON;
import static io.carryover.trainer.TrainerEvents.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ScanAdmitted;
import io.carryover.events.ScanRef;
import io.carryover.trainer.TrainerEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionHistoryTest {
  private static final int NEVER_AGAIN = 0;

  private static final ScanRef A = scan("a", TRAIN, "a");
  private static final ScanRef B = scan("b", TRAIN, "b");
  private static final ScanRef C = scan("c", TRAIN, "c");
  private static final ScanRef D = scan("d", TRAIN, "d");
  private static final ScanRef V = scan("v", VALIDATION, "v");
  private static final ScanRef T = scan("t", TEST, "t");

  @Test
  void isNotDueWithoutEnoughTrainScans() {
    assertThat(history(A, V, T).lastDue(2, 1, NEVER_AGAIN).isEmpty()).isTrue();
  }

  @Test
  void isNotDueWithoutEnoughValidationScans() {
    assertThat(history(A, B, T).lastDue(2, 1, NEVER_AGAIN).isEmpty()).isTrue();
  }

  @Test
  void takesTrainAndValidationSortedByIdWithoutTest() {
    assertThat(history(V, T, B, A).lastDue(2, 1, NEVER_AGAIN).scans()).containsExactly(A, B, V);
  }

  @Test
  void laterScansDoNotChangeTheManifestThatWasDue() {
    assertThat(history(A, B, V, C, D).lastDue(2, 1, NEVER_AGAIN).scans()).containsExactly(A, B, V);
  }

  @Test
  void isDueAgainAfterEveryFurtherTwo() {
    ScanRef e = scan("e", TRAIN, "e");
    assertThat(history(A, V, B, C).lastDue(1, 1, 2).scans()).containsExactly(A, B, C, V);
    assertThat(history(A, V, B, C, D).lastDue(1, 1, 2).scans()).containsExactly(A, B, C, V);
    assertThat(history(A, V, B, C, D, e).lastDue(1, 1, 2).scans())
        .containsExactly(A, B, C, D, e, V);
  }

  @Test
  void replacedScanTakesThePlaceOfTheOldThoughNothingIsDueAgain() {
    // Given
    ScanRef corrected = scan("a", TRAIN, "corrected");

    // When
    Manifest manifest = history(A, V, corrected).lastDue(1, 1, NEVER_AGAIN);

    // Then
    assertThat(manifest.scans()).containsExactly(corrected, V);
  }

  @Test
  void replacedScanOfATrainingIsNoFurtherScan() {
    // Given
    ScanRef corrected = scan("a", TRAIN, "corrected");

    // When
    AdmissionHistory history = history(A, V, B, corrected);

    // Then
    assertThat(history.lastDue(1, 1, 2).scans()).containsExactly(corrected, V);
  }

  @Test
  void scanOfATrainingThatMovesToTestLeavesIt() {
    // Given
    ScanRef moved = scan("b", TEST, "b");

    // When
    Manifest manifest = history(A, B, V, moved).lastDue(1, 1, NEVER_AGAIN);

    // Then
    assertThat(manifest.scans()).containsExactly(A, V);
  }

  @Test
  void trainingThatLostTooManyScansIsDueAgainWithAllThereAre() {
    // Given
    ScanRef moved = scan("b", TEST, "b");

    // When
    Manifest waiting = history(A, B, V, moved).lastDue(2, 1, NEVER_AGAIN);
    Manifest again = history(A, B, V, moved, C).lastDue(2, 1, NEVER_AGAIN);

    // Then
    assertThat(waiting.isEmpty()).isTrue();
    assertThat(again.scans()).containsExactly(A, C, V);
  }

  @Test
  void testScanThatMovesToTrainIsAFurtherScan() {
    // Given
    ScanRef moved = scan("t", TRAIN, "t");

    // When
    AdmissionHistory history = history(T, A, V, moved);

    // Then
    assertThat(history.lastDue(1, 1, NEVER_AGAIN).scans()).containsExactly(A, V);
    assertThat(history.lastDue(1, 1, 1).scans()).containsExactly(A, moved, V);
  }

  @Test
  void scanThatMovesToTestIsTrainedOnNoMore() {
    // Given
    ScanRef moved = scan("a", TEST, "a");

    // When
    Manifest manifest = history(A, V, moved, B).lastDue(1, 1, 1);

    // Then
    assertThat(manifest.scans()).containsExactly(B, V);
  }

  @Test
  void waitsForEnoughScansAgainAfterOneMovedAway() {
    assertThat(history(A, scan("a", TEST, "a"), V).lastDue(1, 1, NEVER_AGAIN).isEmpty()).isTrue();
  }

  @Test
  void changedScanTakesThePlaceOfTheOldUnlessItsSplitChanged() {
    // Given
    AdmissionHistory history = history(A, B);
    ScanRef elsewhere = scan("a", TRAIN, "a");
    elsewhere.getImage().setUri("file:///elsewhere/a.nii");

    // Then
    assertThat(history.placeOf(admitted(A))).isEmpty();
    assertThat(history.placeOf(admitted(elsewhere))).hasValue(0);
    assertThat(history.placeOf(admitted(scan("a", TRAIN, "corrected")))).hasValue(0);
    assertThat(history.placeOf(admitted(scan("a", VALIDATION, "a")))).hasValue(2);
    assertThat(history.placeOf(admitted(C))).hasValue(2);
  }

  @Test
  void scanThatWasLabelledEarlierIsNoNews() {
    // Given
    AdmissionHistory history = history(A);
    ScanAdmitted earlier = admitted(scan("a", TRAIN, "earlier"));
    earlier.setLabelledAt(NOON.minusMillis(1));
    ScanAdmitted later = admitted(A);
    later.setLabelledAt(NOON.plusMillis(1));

    // Then
    assertThat(history.placeOf(earlier)).isEmpty();
    assertThat(history.placeOf(later)).hasValue(0);
  }

  @Test
  void digestOfTheManifestIsOfContentNotOfPlace() {
    // Given
    ScanRef elsewhere = scan("a", TRAIN, "a");
    elsewhere.getImage().setUri("file:///elsewhere/a.nii");

    // Then
    String digest = new Manifest(List.of(A, V)).sha256();
    assertThat(new Manifest(List.of(V, elsewhere)).sha256()).isEqualTo(digest);
    assertThat(new Manifest(List.of(A)).sha256()).isNotEqualTo(digest);
    assertThat(new Manifest(List.of(scan("a", VALIDATION, "a"), V)).sha256()).isNotEqualTo(digest);
  }

  /** What planning holds after these scans were admitted one after the other. */
  private static AdmissionHistory history(ScanRef... scans) {
    List<ScanAdmitted> admissions = new ArrayList<>();
    for (ScanRef scan : scans) {
      int place = new AdmissionHistory(admissions).placeOf(admitted(scan)).orElseThrow();
      admissions.subList(place, Math.min(place + 1, admissions.size())).clear();
      admissions.add(place, admitted(scan));
    }
    return new AdmissionHistory(admissions);
  }

  private static ScanAdmitted admitted(ScanRef scan) {
    return TrainerEvents.admitted("cohort", scan);
  }
}
