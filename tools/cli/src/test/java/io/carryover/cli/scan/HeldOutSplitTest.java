package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.scan.HeldOutSplit.Wanted;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldOutSplitTest {
  private static final Path PATH = Path.of("folder");

  /** So many people, with two scans each. */
  private static ScanFolder folder(int people) {
    List<DecathlonCase> cases =
        IntStream.rangeClosed(1, people)
            .boxed()
            .flatMap(person -> Stream.of(scan(person, "L"), scan(person, "R")))
            .toList();
    return new ScanFolder(
        PATH, new DecathlonFolder("x", Map.of(1, "y"), cases), People.byFileName(), cases);
  }

  private static DecathlonCase scan(int person, String side) {
    Path file = PATH.resolve("scan_%d%s".formatted(person, side));
    return new DecathlonCase(file.getFileName().toString(), file, file);
  }

  private static SortedMap<Split, List<DecathlonCase>> deal(int people, int train, int test) {
    return HeldOutSplit.of(folder(people), new Wanted(train, 2, 1, test, Set.of()), 1, 1);
  }

  private static int people(List<DecathlonCase> scans) {
    return People.byFileName().on(scans).size();
  }

  @Test
  void anotherNumberOfTrainingScansChangesNothing() {
    assertThat(deal(30, 3, 10)).isEqualTo(deal(30, 18, 10));
  }

  @Test
  void nobodyIsInTwoSplits() {
    for (int people = 5; people < 30; people++) {
      SortedMap<Split, List<DecathlonCase>> splits = deal(people, 5, 10);
      List<DecathlonCase> all = new ArrayList<>();
      splits.values().forEach(all::addAll);

      int apart = splits.values().stream().mapToInt(HeldOutSplitTest::people).sum();
      assertThat(people(all)).isEqualTo(apart);
      assertThat(splits.get(Split.VALIDATION)).hasSize(2);
      assertThat(splits.get(Split.TRAIN)).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void fewScansShowManyPeople() {
    SortedMap<Split, List<DecathlonCase>> splits = deal(30, 18, 10);

    assertThat(people(splits.get(Split.TEST))).isEqualTo(10);
    assertThat(people(splits.get(Split.VALIDATION))).isEqualTo(2);
    assertThat(people(splits.get(Split.TRAIN).subList(0, 18))).isEqualTo(18);
  }

  @Test
  void scarcePeopleAreTestedOnWithAllTheirScans() {
    SortedMap<Split, List<DecathlonCase>> splits = deal(12, 10, 10);

    assertThat(splits.get(Split.TEST)).hasSize(10);
    assertThat(people(splits.get(Split.TEST))).isEqualTo(5);
  }

  @Test
  void fewerAreTestedOnBeforeTrainingScansAreMissing() {
    assertThat(deal(6, 8, 10).get(Split.TEST)).hasSize(2);
  }

  @Test
  void tooFewPeopleAreRefusedWithNumbers() {
    assertThatThrownBy(() -> deal(6, 11, 10))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("folder has 12 scans of 6 people")
        .hasMessageContaining("11 to train, 2 to validate and at least 1 to test on");
  }

  @Test
  void theSeedOfTheTestPeopleDealsThemAlone() {
    ScanFolder folder = folder(30);
    Wanted wanted = new Wanted(5, 2, 1, 10, Set.of());

    SortedMap<Split, List<DecathlonCase>> one = HeldOutSplit.of(folder, wanted, 7, 1);
    SortedMap<Split, List<DecathlonCase>> other = HeldOutSplit.of(folder, wanted, 7, 2);

    assertThat(other.get(Split.TEST)).isEqualTo(one.get(Split.TEST));
    assertThat(other.get(Split.TRAIN)).isNotEqualTo(one.get(Split.TRAIN));
  }

  @Test
  void namedPeopleAreTestedOnWhateverTheSeeds() {
    Wanted wanted = new Wanted(5, 2, 1, 10, Set.of("3", "14"));

    for (int seed = 1; seed < 10; seed++) {
      SortedMap<Split, List<DecathlonCase>> splits =
          HeldOutSplit.of(folder(15), wanted, seed, seed);
      assertThat(splits.get(Split.TEST))
          .extracting(DecathlonCase::id)
          .containsExactlyInAnyOrder("scan_3L", "scan_3R", "scan_14L", "scan_14R");
      assertThat(People.byFileName().on(splits.get(Split.TRAIN))).doesNotContain("3", "14");
      assertThat(People.byFileName().on(splits.get(Split.VALIDATION))).doesNotContain("3", "14");
    }
  }

  @Test
  void namedPeopleWhoAreOnNoScanAreRefused() {
    Wanted wanted = new Wanted(5, 2, 1, 10, Set.of("3", "99"));

    assertThatThrownBy(() -> HeldOutSplit.of(folder(15), wanted, 1, 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("[99]");
  }
}
