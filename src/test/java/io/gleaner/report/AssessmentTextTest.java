package io.gleaner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.cases.Golden;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AssessmentTextTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/gleaner/report");

    private static final String SOURCE = "--context edge-7-admin";

    @Test
    void theFiveQuestionsAreAnsweredInTheirOrder() throws IOException {
        String text = AssessmentText.plain(Phrasebook.english()).write(Assessments.aborted(), SOURCE);
        Golden.compare(FOLDER.resolve("assessment-aborted.txt"), text);
    }

    @Test
    void chineseColumnsAreAlignedByWhatATerminalShows() throws IOException {
        String text = AssessmentText.plain(new Phrasebook(Phrasebook.CHINESE)).write(Assessments.aborted(), SOURCE);
        Golden.compare(FOLDER.resolve("assessment-aborted_zh_CN.txt"), text);
    }

    @Test
    void whatWasNotSeenIsNeverCalledFine() {
        String text = AssessmentText.plain(Phrasebook.english()).write(Assessments.unknown(), "");
        assertThat(text)
                .startsWith("○ Nothing could be read.")
                .contains("Not known: the Upgrade objects could not be read.")
                .doesNotContain("●");
    }

    @Test
    void plainTextCarriesNoEscapeSequence() {
        assertThat(AssessmentText.plain(Phrasebook.english()).write(Assessments.aborted(), SOURCE))
                .doesNotContain("\u001b");
    }

    @Test
    void colourComesOnTopOfShapeAndWordAndChangesNothingElse() {
        String plain = new AssessmentText(Phrasebook.english(), Ink.PLAIN, 400).write(Assessments.aborted(), SOURCE);
        String coloured =
                new AssessmentText(Phrasebook.english(), Ink.COLOUR, 400).write(Assessments.aborted(), SOURCE);
        assertThat(coloured).contains("\u001b[38;5;208m▲\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void paragraphsWrapAtWordsUnderTheirIndent() {
        String text = new AssessmentText(Phrasebook.english(), Ink.PLAIN, 40).write(Assessments.aborted(), SOURCE);
        assertThat(text).startsWith("""
                        ▲ The upgrade v1.4.3 → v1.5.1 was
                          aborted; 1 chart is still paused.
                        """);
    }

    @Test
    void theNextCommandNamesTheSourceAgain() {
        assertThat(AssessmentText.plain(Phrasebook.english()).write(Assessments.aborted(), SOURCE))
                .contains("gleaner plan --context edge-7-admin resume-charts");
    }
}
