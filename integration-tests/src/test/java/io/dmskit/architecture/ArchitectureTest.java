package io.dmskit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Fails when an arrow is drawn that {@code docs/architecture.md} does not have. */
class ArchitectureTest {
    private static final String TEMPLATES = "io.dmskit.template..";
    private static final String MONITORING = "io.dmskit.monitoring..";
    private static final String LOCAL = "io.dmskit.local..";
    private static final String CDK = "io.dmskit.cdk..";
    private static final String CLI = "io.dmskit.cli..";

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.dmskit");

    @Test
    void templatesKnowOnlyTheSdk() {
        noClasses()
                .that()
                .resideInAPackage(TEMPLATES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MONITORING, LOCAL, CDK, CLI)
                .check(HOUSE);
    }

    @Test
    void monitoringKnowsOnlyTheSdk() {
        noClasses()
                .that()
                .resideInAPackage(MONITORING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TEMPLATES, LOCAL, CDK, CLI)
                .check(HOUSE);
    }

    @Test
    void judgingKnowsNothingOfThoseWhoAreTold() {
        noClasses()
                .that()
                .resideInAPackage("io.dmskit.monitoring.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.dmskit.monitoring.alert..")
                .check(HOUSE);
    }

    @Test
    void judgingKnowsNothingOfWhereValuesComeFrom() {
        noClasses()
                .that()
                .resideInAPackage("io.dmskit.monitoring.judge..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.dmskit.monitoring.poll..",
                        "io.dmskit.monitoring.evidence..",
                        "software.amazon..",
                        "java.sql..")
                .check(HOUSE);
    }

    @Test
    void packagesOfMonitoringDoNotGoInCircles() {
        slices().matching("io.dmskit.monitoring.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void tellingKnowsOnlyWhatIsJudged() {
        noClasses()
                .that()
                .resideInAPackage("io.dmskit.monitoring.alert..")
                .should()
                .dependOnClassesThat(resideInAPackage(MONITORING)
                        .and(not(resideInAnyPackage("io.dmskit.monitoring.alert..", "io.dmskit.monitoring.judge.."))))
                .check(HOUSE);
    }

    @Test
    void dmskitLocalKnowsOnlyTheSdk() {
        noClasses()
                .that()
                .resideInAPackage(LOCAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TEMPLATES, MONITORING, CDK, CLI)
                .check(HOUSE);
    }

    @Test
    void theConstructsKnowOnlyTheSdk() {
        noClasses()
                .that()
                .resideInAPackage(CDK)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TEMPLATES, MONITORING, LOCAL, CLI)
                .check(HOUSE);
    }

    @Test
    void theCommandDoesNotKnowTheConstructs() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CDK)
                .check(HOUSE);
    }

    /** Their order is another one in every JVM, so that the template would be another one too. */
    @Test
    void theConstructsHaveNoMapsInAnOrderOfChance() {
        noClasses()
                .that()
                .resideInAPackage(CDK)
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe("make one of several entries", ArchitectureTest::hasSeveralEntries))
                .check(HOUSE);
    }

    private static boolean hasSeveralEntries(JavaMethodCall call) {
        boolean isMap = call.getTargetOwner().isEquivalentTo(Map.class);
        if (!isMap && !call.getTargetOwner().isEquivalentTo(Set.class)) {
            return false;
        }
        int one = isMap ? 2 : 1;
        return switch (call.getName()) {
            case "of" -> call.getTarget().getRawParameterTypes().size() > one;
            case "ofEntries", "copyOf" -> true;
            default -> false;
        };
    }

    @Test
    void theSdkKnowsNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TEMPLATES, MONITORING, LOCAL, CDK, CLI)
                .and()
                .resideInAPackage("io.dmskit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TEMPLATES, MONITORING, LOCAL, CDK, CLI)
                .check(HOUSE);
    }

    @Test
    void theLowerPackagesKnowNoAwsNoJdbcAndNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.dmskit.document..",
                        "io.dmskit.mapping..",
                        "io.dmskit.settings..",
                        "io.dmskit.endpoint..",
                        "io.dmskit.position..",
                        "io.dmskit.metric..",
                        "io.dmskit.alarm..",
                        "io.dmskit.cloudformation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "java.sql..", "javax.sql..", "java.nio.file..", "java.net..")
                .check(HOUSE);
    }

    @Test
    void theEngineKnowsNothingOfTheWireOrTheControlPlane() {
        noClasses()
                .that()
                .resideInAPackage("io.dmskit.local.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.dmskit.local.wire..",
                        "io.dmskit.local.dms..",
                        "io.dmskit.local.aws..",
                        "io.dmskit.local.fault..",
                        "software.amazon..")
                .check(HOUSE);
    }

    @Test
    void theStoreKnowsNothingOfWhatItHolds() {
        noClasses()
                .that()
                .resideInAPackage("io.dmskit.local.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.dmskit.local.wire..",
                        "io.dmskit.local.dms..",
                        "io.dmskit.local.aws..",
                        "io.dmskit.local.engine..",
                        "software.amazon..")
                .check(HOUSE);
    }

    @Test
    void onlyThePollerSleeps() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.dmskit\\.task\\.Poller(\\$.*)?")
                .should()
                .callMethodWhere(target(name("sleep"))
                        .and(target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .check(HOUSE);
    }

    @Test
    void packagesOfTheSdkDoNotGoInCircles() {
        slices().matching("io.dmskit.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void rulesKnowNeitherThePlanNorTheirFluentForm() {
        noClasses()
                .that()
                .resideInAnyPackage("io.dmskit.mapping", "io.dmskit.mapping.expression")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.dmskit.mapping.plan", "io.dmskit.mapping.fluent")
                .check(HOUSE);
    }

    @Test
    void rulesAreCarriedOutOnlyByThePlanner() {
        classes()
                .that()
                .haveFullyQualifiedName("io.dmskit.mapping.plan.Planner")
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .resideInAPackage("io.dmskit.mapping.plan")
                .check(HOUSE);
    }
}
