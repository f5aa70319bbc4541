package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.UpgradeAssessment.AutoResume;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Do charts come back by themselves, by upgrade path and moment of the abort: {@code src/test/resources/cells} holds one cluster
 * for each moment and way of stopping, in which {@code FROM} and {@code TO} stand for the releases, and in
 * {@code auto-resume.txt} the answers. {@code mvn test -Dtest=AutoResumeTableTest -Dgleaner.golden=write} rewrites them; read the
 * difference.
 */
class AutoResumeTableTest {
    private static final Path FOLDER = Path.of("src/test/resources/cells");
    private static final Phrasebook ENGLISH = Phrasebook.english();

    private static final List<String> PATHS = List.of(
            "1.3.2 1.4.0",
            "1.4.2 1.4.3",
            "1.4.2 1.5.0",
            "1.4.2 1.5.1",
            "1.4.3 1.5.1",
            "1.4.3 1.5.2",
            "1.5.0 1.5.1",
            "1.5.0 1.6.0",
            "1.5.1 1.6.0",
            "1.6.1 1.7.1",
            "1.7.1 1.8.1");

    @TempDir
    private Path folder;

    @Test
    void everyPathAndMomentHasItsAnswer() throws IOException {
        StringBuilder table = new StringBuilder();
        for (String path : PATHS) {
            String from = path.substring(0, path.indexOf(' '));
            String to = path.substring(path.indexOf(' ') + 1);
            table.append('v').append(from).append(" to v").append(to).append('\n');
            for (String moment : List.of("before", "after")) {
                for (String stop : List.of("failed", "deleted")) {
                    table.append(cell(moment, stop, from, to));
                }
            }
            table.append('\n');
        }

        Golden.compare(FOLDER.resolve("auto-resume.txt"), table.toString());
    }

    private String cell(String moment, String stop, String from, String to) throws IOException {
        String yaml =
                Files.readString(FOLDER.resolve(moment + ".yaml")) + Files.readString(FOLDER.resolve(stop + ".yaml"));
        Path file = folder.resolve("objects.yaml");
        Files.writeString(file, yaml.replace("FROM", from).replace("TO", to));
        Assessment assessment = Assessor.assess(CaseFile.readFile(file));
        AutoResume answer = assessment.upgradeIfAny().orElseThrow().autoResume();
        assertThat(assessment.charts()).anyMatch(chart -> chart.paused().isYes());
        return "  %s the Harvester Pod is upgraded, %s\n    %s: %s\n    recommended %s: %s\n"
                .formatted(
                        moment,
                        stop,
                        switch (answer.expected()) {
                            case YES -> "they come back";
                            case NO -> "they stay paused";
                            case UNKNOWN -> "not known";
                        },
                        ENGLISH.say(answer.reason()),
                        assessment.recommendation().plan(),
                        ENGLISH.say(assessment.recommendation().why()));
    }
}
