package io.eddy.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.eddy.jobs.loop.program.NodeProgram;

/** The rules of architecture.md that the compiler does not check. */
@AnalyzeClasses(
    packages = "io.eddy",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
  /** The tests of flink-jobs come as a jar when the modules are packaged. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String SCHEMAS = "io.eddy.schemas..";
  private static final String CONFIG = "io.eddy.config..";
  private static final String INGEST = "io.eddy.ingest..";
  private static final String MEMORY = "io.eddy.memory..";
  private static final String MODEL = "io.eddy.model..";
  private static final String JOBS = "io.eddy.jobs..";
  private static final String NODE_PROGRAMS = "io.eddy.jobs.loop.program..";
  private static final String CLI = "io.eddy.cli..";
  private static final String MEMORY_FLINK_ADAPTER = "io.eddy.memory.flink..";

  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.eddy..")
          .layer("schemas")
          .definedBy(SCHEMAS, CONFIG)
          .layer("ingest")
          .definedBy(INGEST)
          .layer("memory-store")
          .definedBy(MEMORY)
          .layer("tgn-model")
          .definedBy(MODEL)
          .layer("flink-jobs")
          .definedBy(JOBS)
          .layer("cli")
          .definedBy(CLI)
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("ingest")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("memory-store")
          .mayNotAccessAnyLayer()
          .whereLayer("tgn-model")
          .mayOnlyAccessLayers("memory-store")
          .whereLayer("flink-jobs")
          .mayOnlyAccessLayers("schemas", "memory-store", "tgn-model")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule memoryAndModelKnowNeitherFlinkNorKafka =
      noClasses()
          .that()
          .resideInAnyPackage(MEMORY, MODEL)
          .and()
          .resideOutsideOfPackage(MEMORY_FLINK_ADAPTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "io.eddy.schemas..");

  @ArchTest
  static final ArchRule ingestKnowsNoFlink =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule whatNodeProgramsSeeKnowsNoFlink =
      noClasses()
          .that()
          .resideInAPackage(NODE_PROGRAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule nodeProgramsKnowNoFlink =
      noClasses()
          .that()
          .implement(NodeProgram.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule internalsAreUsedOnlyByThePackageAroundThem =
      noClasses().should(useInternalsOfAnotherPackage());

  @ArchTest static final ArchRule packagesOfSchemasAreFreeOfCycles = freeOfCycles("schemas");

  @ArchTest static final ArchRule packagesOfIngestAreFreeOfCycles = freeOfCycles("ingest");

  @ArchTest static final ArchRule packagesOfMemoryStoreAreFreeOfCycles = freeOfCycles("memory");

  @ArchTest static final ArchRule packagesOfTgnModelAreFreeOfCycles = freeOfCycles("model");

  @ArchTest static final ArchRule packagesOfFlinkJobsAreFreeOfCycles = freeOfCycles("jobs");

  @ArchTest static final ArchRule packagesOfCliAreFreeOfCycles = freeOfCycles("cli");

  /**
   * The root package of a module is left out: it holds the way in, which knows all, and the options
   * and exceptions that all know. An internal package is one slice with the package around it.
   */
  private static ArchRule freeOfCycles(String module) {
    String root = "io.eddy." + module;
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public String getDescription() {
                return "packages below " + root;
              }

              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                if (!name.startsWith(root + ".")) {
                  return SliceIdentifier.ignore();
                }
                String owner = ownerOfInternal(name);
                return SliceIdentifier.of(owner.equals(root) ? name : owner);
              }
            })
        .should()
        .beFreeOfCycles();
  }

  private static ArchCondition<JavaClass> useInternalsOfAnotherPackage() {
    return new ArchCondition<>("use an .internal package from outside the package around it") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String target = dependency.getTargetClass().getPackageName();
          String owner = ownerOfInternal(target);
          if (target.startsWith("io.eddy.")
              && !owner.equals(target)
              && !(type.getPackageName() + ".").startsWith(owner + ".")) {
            events.add(SimpleConditionEvent.satisfied(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** The package around an internal one; any other package itself. */
  private static String ownerOfInternal(String packageName) {
    return packageName.replaceFirst("\\.internal(\\..*)?$", "");
  }
}
