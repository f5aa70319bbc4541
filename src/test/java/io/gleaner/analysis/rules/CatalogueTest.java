package io.gleaner.analysis.rules;

import static io.gleaner.analysis.World.stoppedAfterSwap;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.NotChecked;
import io.gleaner.analysis.Requirement;
import io.gleaner.model.CoverageStatus;
import io.gleaner.text.Phrasebook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all rules; what one rule says is in its cases. */
class CatalogueTest {
    /** The incidents that are known from Harvester's issues, documentation and source, by series. */
    @ParameterizedTest
    @CsvSource({"C, 24", "P, 16", "S, 12", "N, 23"})
    void everyKnownIncidentHasItsRule(String series, int last) {
        assertThat(Catalogue.RULES)
                .extracting(Rule::code)
                .containsAll(IntStream.rangeClosed(1, last)
                        .mapToObj(number -> "%s%02d".formatted(series, number))
                        .toList());
    }

    @Test
    void codesAreUnique() {
        assertThat(Catalogue.RULES).extracting(Rule::code).doesNotHaveDuplicates();
    }

    @Test
    void rulesExplainRulesThatExist() {
        assertThat(Catalogue.RULES.stream().flatMap(rule -> rule.card().explains().stream()))
                .isSubsetOf(Catalogue.RULES.stream().map(Rule::code).toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = CoverageStatus.class,
            names = {"FORBIDDEN", "FAILED", "NOT_INSTALLED", "NOT_COLLECTED"})
    void ruleWithUnreadKindsIsNotCheckedAndSaysWhy(CoverageStatus status) {
        for (Rule rule : Catalogue.RULES) {
            for (Requirement requirement : rule.requires()) {
                Assessment assessment =
                        stoppedAfterSwap().unread(requirement.kind(), status).assess();

                assertThat(assessment.findings()).extracting(Finding::code).doesNotContain(rule.code());
                NotChecked notChecked = assessment.notChecked().stream()
                        .filter(each -> each.code().equals(rule.code()))
                        .findFirst()
                        .orElseThrow();
                assertThat(Phrasebook.english().say(notChecked.reason())).startsWith(requirement.kind());
            }
        }
    }
}
