package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.report.Ink;
import io.gleaner.report.TimelineJson;
import io.gleaner.report.TimelineSchema;
import io.gleaner.report.TimelineText;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases whose name begins with {@code upgrade-} also say what their timeline is, as text and as JSON. {@code mvn test
 * -Dtest=TimelineCasesTest -Dgleaner.golden=write} rewrites it; read the difference.
 */
class TimelineCasesTest {
    private static final int LINES_OF_A_SCREEN = 60;

    static List<Path> cases() throws IOException {
        return GoldenCasesTest.cases().stream()
                .filter(folder -> folder.getFileName().toString().startsWith("upgrade-"))
                .filter(Files::isDirectory)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameFactsMakeTheSameTimeline(Path folder) throws IOException {
        Assessment assessment = Assessor.assess(CaseFile.read(folder));

        Golden.compare(folder.resolve("timeline.json"), TimelineJson.write(assessment));
        Golden.compare(
                folder.resolve("timeline.txt"),
                new TimelineText(Phrasebook.english(), Ink.PLAIN).write(assessment)
                        + new TimelineText(new Phrasebook(Phrasebook.CHINESE), Ink.PLAIN).write(assessment));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTimelineFitsOnAScreen(Path folder) {
        String text = new TimelineText(Phrasebook.english(), Ink.PLAIN).write(Assessor.assess(CaseFile.read(folder)));

        assertThat(text.lines()).hasSizeLessThanOrEqualTo(LINES_OF_A_SCREEN);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTimelineIsValidAgainstItsSchema(Path folder) {
        assertThat(TimelineSchema.errors(TimelineJson.tree(Assessor.assess(CaseFile.read(folder)))))
                .isEmpty();
    }
}
