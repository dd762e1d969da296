package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Split;
import io.carryover.imaging.decathlon.DecathlonCase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonSplitTest {
  private static final People PEOPLE = People.byFileName();
  private static final SplitPlan FEW_SHOT = SplitPlan.fewShot(5, 2, 1, Integer.MAX_VALUE);
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void nobodyIsInTwoSplits(long seed) {
    SortedMap<Split, List<DecathlonCase>> splits =
        PersonSplit.of(bothSidesOf(10), PEOPLE, FEW_SHOT, seed);

    Map<String, Set<Split>> splitsOfPerson = new HashMap<>();
    splits.forEach(
        (split, scans) ->
            scans.forEach(
                scan ->
                    splitsOfPerson
                        .computeIfAbsent(PEOPLE.personOn(scan.id()), key -> new HashSet<>())
                        .add(split)));
    assertThat(splitsOfPerson.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    assertThat(splits.get(Split.TRAIN)).hasSize(5);
    assertThat(splits.get(Split.VALIDATION)).hasSize(2);
  }

  @Test
  void aSplitOfStatedSizeShowsAsManyPeopleAsScansWhereThereAreEnough() {
    SortedMap<Split, List<DecathlonCase>> splits =
        PersonSplit.of(bothSidesOf(10), PEOPLE, FEW_SHOT, SEED);

    assertThat(peopleOn(splits.get(Split.TRAIN))).hasSize(5);
    assertThat(splits.get(Split.TEST))
        .hasSize(6)
        .satisfies(all -> assertThat(peopleOn(all)).hasSize(3));
  }

  @Test
  void bothScansOfAPersonAreTakenWherePeopleAreFew() {
    // Given 5 people, who are too few for 5 + 2 of one scan each
    SortedMap<Split, List<DecathlonCase>> splits =
        PersonSplit.of(bothSidesOf(5), PEOPLE, FEW_SHOT, SEED);

    assertThat(peopleOn(splits.get(Split.TRAIN))).hasSize(3);
    assertThat(splits.get(Split.TEST)).hasSize(2);
  }

  @Test
  void theSameSeedDealsTheSameAndAnotherSeedAnother() {
    SortedMap<Split, List<DecathlonCase>> first = split(SEED);

    assertThat(split(SEED)).isEqualTo(first);
    assertThat(split(SEED + 1)).isNotEqualTo(first);
  }

  @Test
  void theOrderOfTheFolderDoesNotMatter() {
    List<DecathlonCase> scans = people(20);
    List<DecathlonCase> reversed = IntStream.range(0, 20).mapToObj(i -> scans.get(19 - i)).toList();

    assertThat(PersonSplit.of(reversed, PEOPLE, FEW_SHOT, SEED)).isEqualTo(split(SEED));
  }

  @Test
  void saysHowManyScansAndPeopleThereAreWhenTheyAreTooFew() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> PersonSplit.of(bothSidesOf(3), PEOPLE, FEW_SHOT, SEED))
        .withMessageContaining("6 scans of 3 people")
        .withMessageContaining("TRAIN=5")
        .withMessageContaining("VALIDATION=2")
        .withMessageContaining("at least 1 for TEST");
  }

  @Test
  void theRestTakesNoMoreThanItsLimit() {
    SplitPlan atMostFour = SplitPlan.fewShot(5, 2, 1, 4);

    assertThat(PersonSplit.of(people(20), PEOPLE, atMostFour, SEED).get(Split.TEST)).hasSize(4);
  }

  @Test
  void peopleWhoAreJoinedAreKeptTogether() {
    // Given two people only, once 1 and 2 are one
    People joined = PEOPLE.samePerson(Map.of("1", "2"));
    SplitPlan one = SplitPlan.fewShot(1, 1, 1, 1);

    assertThat(PersonSplit.of(people(3), PEOPLE, one, SEED)).hasSize(3);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> PersonSplit.of(people(3), joined, one, SEED))
        .withMessageContaining("3 scans of 2 people");
  }

  private static SortedMap<Split, List<DecathlonCase>> split(long seed) {
    return PersonSplit.of(people(20), PEOPLE, FEW_SHOT, seed);
  }

  private static List<String> peopleOn(List<? extends DecathlonCase> scans) {
    return scans.stream().map(scan -> PEOPLE.personOn(scan.id())).distinct().toList();
  }

  private static List<DecathlonCase> people(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> scan("scan_" + i)).toList();
  }

  private static List<DecathlonCase> bothSidesOf(int people) {
    return IntStream.rangeClosed(1, people)
        .boxed()
        .flatMap(i -> Stream.of(scan("caudate_" + i + "L"), scan("caudate_" + i + "R")))
        .toList();
  }

  private static DecathlonCase scan(String id) {
    return new DecathlonCase(id, Path.of(id), Path.of(id));
  }
}
