package io.carryover.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.carryover.cli.command.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "hippocampus_001, 001",
    "caudate_1003L, 1003",
    "caudate_1003R, 1003",
    "sub-ab12_ses-2_T1w, ab12",
    "site3_sub-07_run-2, 07",
    "nameless, nameless"
  })
  void readsThePersonOutOfTheScansName(String scan, String person) {
    assertThat(People.byFileName().personOn(scan)).isEqualTo(person);
  }

  @Test
  void theFoldersTableComesBeforeTheName() throws IOException {
    // Given
    Files.writeString(folder.resolve("subjects.csv"), "scan,person\n# who is who\nscan_1, anna\n");

    // When
    People people = People.of(folder);

    // Then
    assertThat(people.personOn("scan_1")).isEqualTo("anna");
    assertThat(people.personOn("scan_2")).isEqualTo("2");
  }

  @Test
  void knowsWhoWasScannedTwiceInAWellKnownSet() {
    People people = People.of(folder);

    assertThat(people.personOn("caudate_1025L")).isEqualTo(people.personOn("caudate_1005R"));
    assertThat(people.personOn("caudate_1006L")).isNotEqualTo(people.personOn("caudate_1005R"));
  }

  @Test
  void joinsNumbersOfOnePersonOverThree() {
    People people = People.byFileName().samePerson(Map.of("1", "2")).samePerson(Map.of("2", "3"));

    assertThat(people.personOn("scan_3")).isEqualTo(people.personOn("scan_1"));
  }

  @Test
  void aRowWithOneColumnIsNamed() throws IOException {
    Files.writeString(folder.resolve("subjects.csv"), "scan,person\nscan_1\n");

    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> People.of(folder))
        .withMessageContaining("\"scan_1\"")
        .withMessageContaining("subjects.csv");
  }
}
