package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.Finding;
import io.gleaner.analysis.rules.Catalogue;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.report.AssessmentJson;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every rule has a folder {@code src/test/resources/rules/<code>}: {@code fires*.yaml} are clusters in which it speaks, with what
 * it says in {@code fires*.json} and {@code fires*.txt}; {@code silent*.yaml} come close, and it must not. {@code mvn test
 * -Dtest=RuleCasesTest -Dgleaner.golden=write} rewrites what is said; read the difference.
 */
class RuleCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/rules");
    private static final JsonMapper JSON = new JsonMapper();

    static List<Path> fires() throws IOException {
        return files("fires");
    }

    static List<Path> silent() throws IOException {
        return files("silent");
    }

    private static List<Path> files(String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER, 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)
                            && file.getFileName().toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fires")
    void theRuleSpeaks(Path file) throws IOException {
        String code = file.getParent().getFileName().toString();
        Assessment assessment = Assessor.assess(CaseFile.readFile(file));
        List<JsonNode> found = JSON.readTree(AssessmentJson.write(assessment))
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("code").asString().equals(code))
                .toList();

        assertThat(found)
                .as("%s in %s, which says %s", code, file, codes(assessment))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.path("evidence")).isNotEmpty());
        String name = file.getFileName().toString().replace(".yaml", "");
        Golden.compare(
                file.resolveSibling(name + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n");
        String words = words(assessment, code);
        assertThat(words).as("every phrase is there").doesNotContain("catalogue.", "analysis.");
        Golden.compare(file.resolveSibling(name + ".txt"), words);
    }

    @ParameterizedTest
    @MethodSource("silent")
    void theRuleIsSilent(Path file) {
        String code = file.getParent().getFileName().toString();

        Assessment assessment = Assessor.assess(CaseFile.readFile(file));

        assertThat(assessment.findings()).extracting(Finding::code).doesNotContain(code);
        assertThat(assessment.notChecked())
                .as("silent because of what it saw")
                .noneMatch(each -> each.code().equals(code));
    }

    @Test
    void everyRuleHasBoth() throws IOException {
        Set<String> codes = Catalogue.RULES.stream().map(Rule::code).collect(Collectors.toCollection(TreeSet::new));

        assertThat(folders(fires())).isEqualTo(codes);
        assertThat(folders(silent())).isEqualTo(codes);
    }

    private static Set<String> folders(List<Path> files) {
        return files.stream()
                .map(file -> file.getParent().getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> codes(Assessment assessment) {
        return assessment.findings().stream().map(Finding::code).toList();
    }

    /** Both languages, as they are read. */
    private static String words(Assessment assessment, String code) {
        StringBuilder words = new StringBuilder("all findings: " + codes(assessment) + "\nrecommended: "
                + assessment.recommendation().plan() + "\n");
        for (Phrasebook phrases : List.of(Phrasebook.english(), new Phrasebook(Phrasebook.CHINESE))) {
            assessment.findings().stream()
                    .filter(finding -> finding.code().equals(code))
                    .forEach(finding -> {
                        words.append('\n')
                                .append(phrases.say("analysis.severity." + finding.severity()))
                                .append(' ')
                                .append(code)
                                .append(": ")
                                .append(phrases.say(finding.title()))
                                .append('\n');
                        Stream.of(finding.explanation(), finding.impact(), finding.advice())
                                .forEach(text -> words.append("  ")
                                        .append(phrases.say(text))
                                        .append('\n'));
                        finding.evidence()
                                .forEach(evidence -> words.append("  - ")
                                        .append(phrases.say("report.evidence", evidence.object(), evidence.fact()))
                                        .append('\n'));
                    });
        }
        return words.toString();
    }
}
