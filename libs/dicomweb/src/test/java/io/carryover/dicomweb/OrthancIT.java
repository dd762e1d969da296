package io.carryover.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carryover.harness.OrthancProcess;
import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real PACS, with a real series of 32 slices. */
class OrthancIT {
  private static final Path SERIES =
      Path.of("..", "..", "..", "shared", "data", "dicom", "mr-13_HCropVolume");

  private static final int SLICES = 32;
  private static final RetrieveLimit LIMIT = new RetrieveLimit(1000, 1L << 30);

  @TempDir private static Path directory;
  private static OrthancProcess orthanc;
  private static DicomWebClient client;

  @TempDir private Path folder;

  @BeforeAll
  static void startOrthanc() {
    if (missing().isPresent()) {
      System.out.println("SKIPPED: the DICOMweb client meets no PACS, " + missing().get());
      return;
    }
    orthanc = OrthancProcess.start(directory);
    client = new DicomWebClient(DicomWebServer.of(orthanc.dicomWeb(), Credentials.NONE));
  }

  private static Optional<String> missing() {
    return OrthancProcess.missing()
        .map(name -> "Debian's package is not there: " + name)
        .or(() -> Files.isDirectory(SERIES) ? Optional.empty() : Optional.of("no real series"));
  }

  @BeforeEach
  void requireOrthanc() {
    assumeTrue(missing().isEmpty(), () -> missing().orElseThrow());
  }

  @AfterAll
  static void stopOrthanc() {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  @Test
  void whatIsStoredIsFoundAndComesBack() throws IOException {
    // Given
    List<Path> slices = slices();
    SeriesId series = Uids.of(slices.get(0));
    // When: twice, as after a lost answer
    client.store(series.study(), slices);
    client.store(series.study(), slices);
    // Then
    FoundSeries found = client.series(series.study()).get(0);
    assertThat(found.id()).isEqualTo(series);
    assertThat(found.modality()).contains("MR");
    assertThat(client.instances(series)).hasSize(SLICES).doesNotHaveDuplicates();
    List<Path> files = client.retrieve(series, folder, LIMIT);
    assertThat(files).hasSize(SLICES);
    assertThat(files).allSatisfy(file -> assertThat(Uids.of(file)).isEqualTo(series));
  }

  @Test
  void aSeriesThatIsNotThereIsRefused() {
    SeriesId nowhere = new SeriesId(new Uid("1.2.3"), new Uid("1.2.3.4"));
    assertThat(client.instances(nowhere)).isEmpty();
    assertThatThrownBy(() -> client.retrieve(nowhere, folder, LIMIT))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).reason().getCode())
        .isEqualTo("DICOM_NOT_FOUND");
  }

  private static List<Path> slices() throws IOException {
    try (Stream<Path> files = Files.list(SERIES)) {
      return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
  }
}
