package io.gleaner.build;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.gleaner.Main;
import io.gleaner.source.ClusterWriter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The rooms and the one-way flow between them, and habits that a compiler does not hold. */
@AnalyzeClasses(packages = "io.gleaner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    // Meaning is computed: no files, no network, no threads' luck.
    private static final DescribedPredicate<JavaClass> PURE_JDK = resideInAnyPackage(
            "java.lang..",
            "java.math",
            "java.text",
            "java.time..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");
    private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage("java..", "org.jspecify.annotations");
    private static final DescribedPredicate<JavaClass> JACKSON =
            resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.annotation");
    private static final DescribedPredicate<JavaClass> JSON_PATCH = resideInAPackage("io.fabric8.zjsonpatch..");
    private static final DescribedPredicate<JavaClass> DIFF = resideInAPackage("com.github.difflib..");
    private static final DescribedPredicate<JavaClass> LOGGING = resideInAPackage("org.slf4j..");
    private static final DescribedPredicate<JavaClass> JAVAFX = resideInAnyPackage(
            "javafx..",
            "com.sun.javafx..",
            "atlantafx..",
            "org.controlsfx..",
            "impl.org.controlsfx..",
            "org.kordamp..");
    private static final DescribedPredicate<JavaClass> MAIN = belongTo(equivalentTo(Main.class));

    // Rooms.

    @ArchTest
    static final ArchRule modelUsesTheJdkAlone = room("model", PURE_JDK.or(rooms("model")));

    @ArchTest
    static final ArchRule textKnowsTheModelAlone = room("text", PURE_JDK.or(rooms("text", "model")));

    @ArchTest
    static final ArchRule analysisIsPure = room("analysis", PURE_JDK.or(rooms("analysis", "model")));

    @ArchTest
    static final ArchRule sourceContractsNeedNoClient = classes()
            .that()
            .resideInAPackage("io.gleaner.source")
            .should()
            .onlyDependOnClassesThat(JDK.or(resideInAnyPackage("io.gleaner.source", "io.gleaner.model.."))
                    .or(JACKSON)
                    .or(JSON_PATCH)
                    .or(LOGGING));

    @ArchTest
    static final ArchRule sourcesKnowNoMeaning = noClasses()
            .that()
            .resideInAPackage("io.gleaner.source..")
            .should()
            .dependOnClassesThat(rooms("analysis", "recovery", "report", "cli", "ui"));

    @ArchTest
    static final ArchRule recoveryWritesThroughTheNarrowDoor = room(
            "recovery",
            JDK.or(rooms("recovery", "analysis", "model", "text"))
                    .or(resideInAPackage("io.gleaner.source"))
                    .or(DIFF)
                    .or(JACKSON)
                    .or(JSON_PATCH)
                    .or(LOGGING));

    @ArchTest
    static final ArchRule reportsReadWhatIsKnown = noClasses()
            .that()
            .resideInAPackage("io.gleaner.report..")
            .should()
            .dependOnClassesThat(rooms("source.live", "source.scenario", "source.bundle", "cli", "ui"));

    @ArchTest
    static final ArchRule onlyMainSeesTheWindow =
            noClasses().that(not(MAIN).and(not(rooms("ui")))).should().dependOnClassesThat(rooms("ui"));

    @ArchTest
    static final ArchRule onlyMainSeesTheTerminal =
            noClasses().that(not(MAIN).and(not(rooms("cli")))).should().dependOnClassesThat(rooms("cli"));

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching("io.gleaner.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule screensHaveNoCycles =
            slices().matching("io.gleaner.ui.(*)..").should().beFreeOfCycles();

    // Libraries.

    @ArchTest
    static final ArchRule onlyTheLiveSourceTalksToKubernetes = noClasses()
            .that()
            .resideOutsideOfPackage("io.gleaner.source.live..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes..", "java.net.http..");

    @ArchTest
    static final ArchRule patchesAreMadeAndAppliedInTwoRooms = noClasses()
            .that()
            .resideOutsideOfPackages("io.gleaner.source..", "io.gleaner.recovery..")
            .should()
            .dependOnClassesThat(JSON_PATCH);

    @ArchTest
    static final ArchRule onlyTheWindowLoadsJavaFx = noClasses()
            .that()
            .resideOutsideOfPackage("io.gleaner.ui..")
            .should()
            .dependOnClassesThat(JAVAFX);

    @ArchTest
    static final ArchRule viewModelsWorkWithoutScene = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx.scene..");

    /** The Jackson 2 annotations stay: Jackson 3 has no others. */
    @ArchTest
    static final ArchRule oneJackson = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule oneWayToLog =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule noBrowserInTheImage =
            noClasses().should().dependOnClassesThat().resideInAPackage("javafx.scene.web..");

    // Habits.

    @ArchTest
    static final ArchRule oneClassHopsToTheFxThread = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.gleaner.ui.fx.FxThread")
            .should()
            .accessTargetWhere(use("runLater|runAndWait", resideInAPackage("javafx.application")));

    /** The worker of the Executor; nobody else is let past the guards, the journal and the dry run. */
    @ArchTest
    static final ArchRule onlyTheExecutorWrites = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.gleaner.recovery.StepRun")
            .should()
            .accessTargetWhere(use("patch|delete", assignableTo(ClusterWriter.class))
                    .and(not(JavaAccess.Predicates.originOwnerEqualsTargetOwner())));

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
            .that(not(MAIN))
            .and()
            .doNotHaveFullyQualifiedName("io.gleaner.ui.WindowLauncher")
            .should()
            .accessTargetWhere(use("now", resideInAPackage("java.time.."))
                    .or(use("currentTimeMillis", equivalentTo(System.class)))
                    .or(use("system.*", equivalentTo(Clock.class)))
                    .or(use("system", equivalentTo(InstantSource.class))));

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .accessTargetWhere(use("sleep", equivalentTo(Thread.class).or(equivalentTo(TimeUnit.class))));

    @ArchTest
    static final ArchRule onlyTheTerminalPrints = noClasses()
            .that(not(MAIN).and(not(rooms("cli"))))
            .should()
            .accessTargetWhere(use("out|err", equivalentTo(System.class)));

    @ArchTest
    static final ArchRule noStackTraceReachesAUser =
            noClasses().should().accessTargetWhere(use("printStackTrace", assignableTo(Throwable.class)));

    @ArchTest
    static final ArchRule noDrawers = noClasses()
            .that()
            // Longhorn's own word.
            .doNotHaveSimpleName("InstanceManager")
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    @ArchTest
    static void everyPackageSaysThatNullIsTheException(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }

    /** Calls and method references alike. */
    static DescribedPredicate<JavaAccess<?>> use(String members, DescribedPredicate<? super JavaClass> owner) {
        return JavaAccess.Predicates.target(nameMatching(members)).and(JavaAccess.Predicates.targetOwner(owner));
    }

    private static ArchRule room(String room, DescribedPredicate<JavaClass> mayUse) {
        return classes()
                .that()
                .resideInAPackage("io.gleaner." + room + "..")
                .should()
                .onlyDependOnClassesThat(mayUse);
    }

    private static DescribedPredicate<JavaClass> rooms(String... names) {
        String[] packages = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            packages[i] = "io.gleaner." + names[i] + "..";
        }
        return resideInAnyPackage(packages);
    }
}
