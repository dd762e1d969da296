package io.carryover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of docs/adr and of the architecture, for the packages under one root: the product's, or
 * that of the fixtures which break them.
 *
 * @param root for example {@code io.carryover}
 */
record HouseRules(String root) {

  private static final String[] SERVICES = {"trainer", "prior", "inference"};

  private static final String GENERATED = "org.apache.avro.specific.AvroGenerated";

  /** Kafka, HTTP, and what libs/runtime makes of them. */
  private static final String[] MESSAGING = {
    "org.apache.kafka..",
    "org.eclipse.microprofile.reactive..",
    "jakarta.ws.rs..",
    "io.vertx..",
    "io.carryover.runtime.event..",
    "io.carryover.runtime.run..",
    "io.carryover.runtime.streams..",
    "io.carryover.runtime.topics..",
    "io.carryover.runtime.view..",
    "io.carryover.runtime.work.."
  };

  /**
   * Handlers decode, call, publish; resources answer; configurations wire. A deciding feature is a
   * topology with its processor and state, and progress is published while work goes on.
   */
  private static final String MESSAGING_NAMES =
      ".*(Handler|Resource|Config|Topology|Processor|State|Progress)";

  private static final String VAGUE_NAMES = ".*(Manager|Util|Utils|Helper|Helpers|Impl)";

  /** Every rule by name. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> rules = new TreeMap<>();
    rules.put("librariesNeverSeeQuarkus", librariesNeverSeeQuarkus());
    rules.put("computingLibrariesNeverSeeKafka", computingLibrariesNeverSeeKafka());
    rules.put("onlyNetworksSeeDjl", onlyNetworksSeeDjl());
    rules.put("commandsNeverSeeNetworks", commandsNeverSeeNetworks());
    rules.put("factorsLieInTheEngine", factorsLieInTheEngine());
    rules.put("onlyInferenceSeesOnnxRuntime", onlyInferenceSeesOnnxRuntime());
    rules.put("schemasHoldSchemaThingsOnly", schemasHoldSchemaThingsOnly());
    rules.put("librariesNeverSeeServices", librariesNeverSeeServices());
    rules.put("servicesNeverSeeEachOther", servicesNeverSeeEachOther());
    rules.put("messagingStaysAtTheEdge", messagingStaysAtTheEdge());
    rules.put("featuresMeetThroughValuesAndPorts", featuresMeetThroughValuesAndPorts());
    rules.put("packagesHaveNoCycles", packagesHaveNoCycles());
    rules.put("namesSayWhatAClassDoes", namesSayWhatAClassDoes());
    rules.put("noBooleanParameters", noBooleanParameters());
    return rules;
  }

  private ArchRule librariesNeverSeeQuarkus() {
    return noClasses()
        .that()
        .resideInAnyPackage(under("events"), under("imaging"), under("networks"), under("broker"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.quarkus..")
        .as("libraries but libs/runtime never see Quarkus");
  }

  private ArchRule computingLibrariesNeverSeeKafka() {
    return noClasses()
        .that()
        .resideInAnyPackage(under("imaging"), under("networks"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.carryover.events..")
        .as("imaging and networks never see Kafka or its events");
  }

  private ArchRule onlyNetworksSeeDjl() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(under("networks"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .as("only libs/networks sees DJL");
  }

  private ArchRule commandsNeverSeeNetworks() {
    return noClasses()
        .that()
        .resideInAPackage(under("cli"))
        .and()
        .doNotHaveSimpleName("KernelSamples")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.carryover.networks..")
        .as(
            "no command loads the tensor library, but to draw from a prior (KernelSamples): what"
                + " trains is another process");
  }

  private ArchRule factorsLieInTheEngine() {
    return noClasses()
        .should()
        .callMethod("ai.djl.ndarray.NDArray", "mul", "java.lang.Number")
        .orShould()
        .callMethod("ai.djl.ndarray.NDArray", "div", "java.lang.Number")
        .orShould()
        .callMethod("ai.djl.ndarray.NDArray", "pow", "java.lang.Number")
        .as(
            "factors lie in the engine's memory (EngineNumber): DJL's own are garbage before the"
                + " backward pass looks at them");
  }

  private ArchRule onlyInferenceSeesOnnxRuntime() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(under("inference"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .as("only inference-service sees ONNX Runtime");
  }

  private ArchRule schemasHoldSchemaThingsOnly() {
    return classes()
        .that()
        .resideInAPackage(under("events"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            under("events"),
            "java..",
            "org.apache.avro..",
            "org.apache.kafka.common..",
            "com.fasterxml.jackson..")
        .as("schemas/ holds records, catalogue and serde, and nothing else");
  }

  private ArchRule librariesNeverSeeServices() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            under("events"), under("imaging"), under("networks"), under("runtime"), under("broker"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            under("trainer"), under("prior"), under("inference"), under("cli"), under("benchmarks"))
        .as("libraries never see services or tools");
  }

  private ArchRule servicesNeverSeeEachOther() {
    return SlicesRuleDefinition.slices()
        .assignedFrom(new ServiceSlices(root, SERVICES))
        .should()
        .notDependOnEachOther()
        .as("services meet on topics only");
  }

  private ArchRule messagingStaysAtTheEdge() {
    return noClasses()
        .that(areOfServices())
        .and(not(outermostNameMatches(MESSAGING_NAMES)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(MESSAGING))
        .as("only classes named " + MESSAGING_NAMES + " of a service touch messaging or HTTP");
  }

  private ArchRule featuresMeetThroughValuesAndPorts() {
    return classes()
        .that(areOfServices())
        .and(not(outermostNameMatches(".*Config")))
        .should(new MeetOtherFeaturesThroughValues(areOfServices()))
        .as("features of a service meet through records, enums, exceptions and interfaces");
  }

  private ArchRule packagesHaveNoCycles() {
    return SlicesRuleDefinition.slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles()
        .as("packages have no cycles");
  }

  private ArchRule namesSayWhatAClassDoes() {
    return noClasses()
        .that(areWritten())
        .should()
        .haveNameMatching(VAGUE_NAMES)
        .as("no class is named " + VAGUE_NAMES);
  }

  private ArchRule noBooleanParameters() {
    return codeUnits()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(areWritten())
        .and()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .should(new TakeNoBoolean())
        .as("no public method takes a boolean: two methods or an enum say what is meant");
  }

  private DescribedPredicate<JavaClass> areOfServices() {
    DescribedPredicate<JavaClass> services = resideInAPackage(under(SERVICES[0]));
    return services
        .or(resideInAPackage(under(SERVICES[1])))
        .or(resideInAPackage(under(SERVICES[2])))
        .as("classes of services");
  }

  private DescribedPredicate<JavaClass> areWritten() {
    return not(DescribedPredicate.describe("generated", HouseRules::isGenerated));
  }

  private static boolean isGenerated(JavaClass type) {
    return type.isAnnotatedWith(GENERATED)
        || type.getEnclosingClass().map(HouseRules::isGenerated).orElse(false);
  }

  private static DescribedPredicate<JavaClass> outermostNameMatches(String regex) {
    return DescribedPredicate.describe(
        "named " + regex, type -> outermost(type).getSimpleName().matches(regex));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
  }

  private String under(String module) {
    return root + "." + module + "..";
  }
}
