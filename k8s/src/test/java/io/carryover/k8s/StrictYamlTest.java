package io.carryover.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {

  private static final Path DEPLOYMENT = Path.of("src/test/resources/strict/deployment.yaml");
  private static final Path TOPIC = Path.of("src/test/resources/strict/topic.yaml");
  private static final Path KAFKA = Path.of("src/test/resources/strict/kafka.yaml");

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("manifest.yaml");
  }

  @Test
  void correctManifestsAreRead() throws IOException {
    assertThat(StrictYaml.read(DEPLOYMENT)).hasSize(1);
    assertThat(StrictYaml.read(TOPIC)).hasSize(1);
    assertThat(StrictYaml.read(KAFKA)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "replicas:, replcas:",
    "terminationGracePeriodSeconds:, terminationGraceSeconds:",
    "httpGet:, httpget:",
    "runAsNonRoot:, runAsNotRoot:",
    "mountPath:, mountpath:",
    "claimName:, claim:",
    "containerPort:, containerport:",
    "maxSurge:, maxsurge:",
    "spec:, specs:",
    "name:, nam:"
  })
  void typoInADeploymentIsRefused(String right, String wrong) throws IOException {
    // Given
    write(DEPLOYMENT, right, wrong);

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file))
        .hasMessageContaining(wrong.substring(0, wrong.length() - 1));
  }

  @ParameterizedTest
  @CsvSource({"partitions:, partition:", "config:, configs:", "labels:, label:"})
  void typoInATopicIsRefused(String right, String wrong) throws IOException {
    // Given
    write(TOPIC, right, wrong);

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file))
        .hasMessageContaining(wrong.substring(0, wrong.length() - 1));
  }

  @ParameterizedTest
  @CsvSource({"tls:, tsl:", "topicOperator:, topicoperator:", "version:, versions:"})
  void typoInAKafkaIsRefused(String right, String wrong) throws IOException {
    // Given
    write(KAFKA, right, wrong);

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file))
        .hasMessageContaining(wrong.substring(0, wrong.length() - 1));
  }

  @Test
  void fieldStatedTwiceIsRefused() throws IOException {
    // Given
    write(TOPIC, "  partitions: 1", "  partitions: 1\n  partitions: 2");

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file)).hasMessageContaining("partitions");
  }

  @Test
  void wordWhereANumberBelongsIsRefused() throws IOException {
    // Given
    write(TOPIC, "partitions: 1", "partitions: one");

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file)).hasMessageContaining("one");
  }

  @Test
  void unknownKindIsRefused() throws IOException {
    // Given
    write(TOPIC, "kind: KafkaTopic", "kind: KafkaTopics");

    // When / Then
    assertThatThrownBy(() -> StrictYaml.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KafkaTopics");
  }

  private void write(Path original, String right, String wrong) throws IOException {
    String text = Files.readString(original);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));
  }
}
