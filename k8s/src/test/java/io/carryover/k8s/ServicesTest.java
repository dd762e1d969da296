package io.carryover.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.carryover.inference.InferenceServiceSettings;
import io.carryover.prior.PriorServiceSettings;
import io.carryover.trainer.TrainerServiceSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

  private static final String TRAINER = "trainer-service";
  private static final String PRIOR = "prior-service";
  private static final String INFERENCE = "inference-service";

  private static final Map<String, Class<?>> SETTINGS =
      Map.of(
          TRAINER, TrainerServiceSettings.class,
          PRIOR, PriorServiceSettings.class,
          INFERENCE, InferenceServiceSettings.class);

  private static final Path SHARED_DEFAULTS =
      Path.of("../libs/runtime/src/main/resources/META-INF/microprofile-config.properties");

  @Test
  void exactlyTheThreeServicesAreDeployed() throws IOException {
    assertThat(names(Base.objects(Deployment.class)))
        .containsExactlyInAnyOrder(TRAINER, PRIOR, INFERENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void containerNameIsTheServicesOwn(String name) throws IOException {
    assertThat(container(name).getName())
        .isEqualTo(ownDefaults(name).getProperty("quarkus.application.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void containerPortIsTheServicesOwn(String name) throws IOException {
    assertThat(container(name).getPorts())
        .singleElement()
        .satisfies(
            port -> {
              assertThat(port.getName()).isEqualTo("http");
              assertThat(port.getContainerPort().toString())
                  .isEqualTo(ownDefaults(name).getProperty("quarkus.http.port"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void everyEnvironmentVariableIsAConfigurationKeyOfTheService(String name) throws IOException {
    // Given
    Set<String> variables = new HashSet<>(Base.objects(ConfigMap.class).get(0).getData().keySet());
    container(name).getEnv().stream().map(EnvVar::getName).forEach(variables::add);
    Set<String> quarkusKeys = new HashSet<>(ownDefaults(name).stringPropertyNames());
    quarkusKeys.addAll(properties(SHARED_DEFAULTS).stringPropertyNames());

    // Then
    assertThat(EnvironmentNames.of(SETTINGS.get(name), quarkusKeys)).containsAll(variables);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void healthOfTheServiceIsProbed(String name) throws IOException {
    Container container = container(name);
    assertThat(path(container.getStartupProbe())).isEqualTo("/q/health/live");
    assertThat(path(container.getLivenessProbe())).isEqualTo("/q/health/live");
    assertThat(path(container.getReadinessProbe())).isEqualTo("/q/health/ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void podIsRestricted(String name) throws IOException {
    PodSpec pod = pod(name);
    Container container = container(name);
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void memoryIsRequestedAndLimitedAlike(String name) throws IOException {
    // A JVM sizes its heap by the limit; a lower request would only invite eviction.
    var resources = container(name).getResources();
    assertThat(resources.getRequests()).containsKeys("cpu", "memory");
    assertThat(resources.getLimits().get("memory"))
        .isEqualTo(resources.getRequests().get("memory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void serviceThatRanOutOfHeapIsStartedAnew(String name) throws IOException {
    assertThat(variables(name).get("JAVA_TOOL_OPTIONS")).contains("-XX:+ExitOnOutOfMemoryError");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR})
  void whatComputesWithTensorsIsSetUpAsTheLocalCommandDoesIt(String name) throws IOException {
    assertThat(variables(name))
        .containsEntry("GOMP_SPINCOUNT", "1000")
        .containsEntry("MALLOC_MMAP_MAX_", "0")
        .containsEntry("MALLOC_TOP_PAD_", "268435456")
        .containsEntry("MALLOC_TRIM_THRESHOLD_", "100000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void whatThePodRefersToExists(String name) throws IOException {
    PodSpec pod = pod(name);
    assertThat(names(Base.objects(ServiceAccount.class))).contains(pod.getServiceAccountName());
    assertThat(names(Base.objects(ConfigMap.class))).containsAll(configMaps(container(name)));
    assertThat(names(Base.objects(PersistentVolumeClaim.class))).containsAll(claims(pod));
    assertThat(pod.getVolumes().stream().map(v -> v.getName()))
        .containsExactlyInAnyOrderElementsOf(
            container(name).getVolumeMounts().stream().map(m -> m.getName()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void directoriesThatTheServiceIsToldAreMounted(String name) throws IOException {
    // Given
    Map<String, String> told = Base.objects(ConfigMap.class).get(0).getData();

    // Then
    assertThat(container(name).getVolumeMounts().stream().map(m -> m.getMountPath()))
        .contains(
            told.get("CARRYOVER_STORE_DIRECTORY"),
            told.get("CARRYOVER_STORE_READ_ROOTS"),
            told.get("CARRYOVER_WORK_DIRECTORY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void serviceFindsItsPods(String name) throws IOException {
    // Given
    Service service = named(Base.objects(Service.class), name);
    Deployment deployment = named(Base.objects(Deployment.class), name);

    // Then
    assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(service.getSpec().getSelector())
        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal()).isEqualTo("http");
  }

  @ParameterizedTest
  @ValueSource(strings = {TRAINER, PRIOR, INFERENCE})
  void kustomizationPinsTheImage(String name) throws IOException {
    assertThat(Base.kustomization().path("images").findValuesAsText("name"))
        .contains(container(name).getImage());
  }

  @Test
  void brokerIsTheDeployedCluster() throws IOException {
    // Given
    String cluster = Base.objects(Kafka.class).get(0).getMetadata().getName();

    // Then: Strimzi names the service after the cluster
    assertThat(Base.objects(ConfigMap.class).get(0).getData())
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", cluster + "-kafka-bootstrap:9092");
  }

  @Test
  void brokerIsOfTheVersionThatTheServicesAreTestedWith() throws IOException {
    assertThat(Base.objects(Kafka.class).get(0).getSpec().getKafka().getVersion())
        .isEqualTo(AppInfoParser.getVersion());
  }

  private static PodSpec pod(String name) throws IOException {
    return named(Base.objects(Deployment.class), name).getSpec().getTemplate().getSpec();
  }

  private static Container container(String name) throws IOException {
    return pod(name).getContainers().get(0);
  }

  private static Map<String, String> variables(String name) throws IOException {
    return container(name).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static List<String> configMaps(Container container) {
    return container.getEnvFrom().stream().map(e -> e.getConfigMapRef().getName()).toList();
  }

  private static List<String> claims(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getPersistentVolumeClaim() != null)
        .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
        .toList();
  }

  private static String path(Probe probe) {
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    return probe.getHttpGet().getPath();
  }

  private static Properties ownDefaults(String service) throws IOException {
    return properties(Path.of("..", service, "src/main/resources/application.properties"));
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(object -> object.getMetadata().getName()).toList();
  }

  private static <T extends HasMetadata> T named(List<T> objects, String name) {
    return objects.stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
