package io.carryover.trainer.planning;

import static io.carryover.events.Split.TEST;
import static io.carryover.events.Split.TRAIN;
import static io.carryover.events.Split.VALIDATION;
import static io.carryover.trainer.TrainerEvents.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.events.ScanRef;
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
  void replacedScanCountsAsFurtherAndTakesThePlaceOfTheOld() {
    // Given
    ScanRef corrected = scan("a", TRAIN, "corrected");

    // When
    Manifest manifest = history(A, V, corrected).lastDue(1, 1, 1);

    // Then
    assertThat(manifest.scans()).containsExactly(corrected, V);
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
  void sameContentIsNoNewsWhereverItLies() {
    // Given
    ScanRef elsewhere = scan("a", TRAIN, "a");
    elsewhere.getImage().setUri("file:///elsewhere/a.nii");

    // Then
    assertThat(history(A).isNews(elsewhere)).isFalse();
    assertThat(history(A).isNews(scan("a", TRAIN, "corrected"))).isTrue();
    assertThat(history(A).isNews(scan("a", VALIDATION, "a"))).isTrue();
    assertThat(history(A).isNews(B)).isTrue();
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

  private static AdmissionHistory history(ScanRef... admissions) {
    return new AdmissionHistory(List.of(admissions));
  }
}
