package io.carryover.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class KustomizationTest {

  @Test
  void everyFileOfTheFolderIsListed() throws IOException {
    try (Stream<Path> files = Files.list(Base.FOLDER)) {
      // Given
      List<String> present =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("kustomization.yaml"))
              .toList();

      // Then
      assertThat(Base.listed()).containsExactlyInAnyOrderElementsOf(present);
    }
  }

  @Test
  void noObjectIsStatedTwice() throws IOException {
    assertThat(Base.objects().stream().map(KustomizationTest::id)).doesNotHaveDuplicates();
  }

  @Test
  void namespaceOfTheKustomizationIsCreated() throws IOException {
    // Given
    String namespace = Base.kustomization().path("namespace").asText();

    // Then
    assertThat(Base.objects().stream().map(KustomizationTest::id))
        .contains("Namespace/" + namespace);
  }

  @Test
  void kubectlBuildsEveryObject() throws IOException, InterruptedException {
    // Given
    Assumptions.assumeTrue(
        kubectlIsPresent(), () -> skipped("no kubectl here: the base was not built by kustomize"));

    // When
    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", Base.FOLDER.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String built = text(kubectl.getInputStream());

    // Then
    assertThat(kubectl.waitFor()).as("exit status").isZero();
    assertThat(built.lines().filter(line -> line.startsWith("kind: ")))
        .hasSameSizeAs(Base.objects());
  }

  private static boolean kubectlIsPresent() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  private static String skipped(String why) {
    System.out.println("SKIPPED: " + why);
    return why;
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String id(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
