package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartVersions;
import io.gleaner.analysis.Verdict;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every row of the verdict table, and every fact that may be missing from it: {@code src/test/resources/verdicts} holds a cluster
 * each, bent at the chart {@code harvester}, and in {@code verdicts.txt} what that chart is called, why, and what is offered.
 * {@code mvn test -Dtest=VerdictTableTest -Dgleaner.golden=write} rewrites the table; read the difference.
 */
class VerdictTableTest {
    private static final Path FOLDER = Path.of("src/test/resources/verdicts");
    private static final Phrasebook ENGLISH = Phrasebook.english();

    @Test
    void everyCombinationOfFactsHasItsVerdict() throws IOException {
        StringBuilder table = new StringBuilder();
        List<Verdict> met = new ArrayList<>();
        for (Path file : files()) {
            Assessment assessment = Assessor.assess(CaseFile.readFile(file));
            ChartAssessment chart = assessment.chart("harvester").orElseThrow();
            met.add(chart.verdict());
            table.append(heading(file))
                    .append("\n  ")
                    .append(facts(chart))
                    .append("\n  ")
                    .append(chart.verdict())
                    .append(": ")
                    .append(ENGLISH.say(chart.reason()))
                    .append("\n  offered ")
                    .append(chart.operations())
                    .append(", recommended ")
                    .append(assessment.recommendation().plan())
                    .append("\n\n");
        }

        Golden.compare(FOLDER.resolve("verdicts.txt"), table.toString());
        assertThat(met).contains(Verdict.values());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** The name of the case and the comment at its head. */
    private static String heading(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".yaml", "");
        return name + ": " + Files.readAllLines(file).getFirst().replaceFirst("^# *", "");
    }

    private static String facts(ChartAssessment chart) {
        ChartVersions versions = chart.versions();
        return "paused %s, Bundle paused %s, Defined %s, Ready %s, served %s; wanted %s, Bundle %s, deployed by Helm %s, image %s"
                .formatted(
                        chart.paused(),
                        chart.bundlePaused(),
                        chart.defined(),
                        chart.ready(),
                        chart.served(),
                        orUnknown(versions.managedChart()),
                        orUnknown(versions.bundle()),
                        orUnknown(chart.deployedVersion()),
                        orUnknown(Objects.requireNonNullElse(versions.image(), "")));
    }

    private static String orUnknown(String version) {
        return version.isEmpty() ? "?" : version;
    }
}
