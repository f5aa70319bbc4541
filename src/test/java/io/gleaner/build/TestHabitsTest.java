package io.gleaner.build;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Disabled;

/** A test waits for conditions, and is on. */
@AnalyzeClasses(packages = "io.gleaner", importOptions = ImportOption.OnlyIncludeTests.class)
class TestHabitsTest {
    @ArchTest
    static final ArchRule testsWaitForConditions = ArchitectureTest.nobodySleeps;

    @ArchTest
    static final ArchRule noTestIsSwitchedOff = noMethods().should().beAnnotatedWith(Disabled.class);

    @ArchTest
    static final ArchRule noTestClassIsSwitchedOff = noClasses().should().beAnnotatedWith(Disabled.class);
}
