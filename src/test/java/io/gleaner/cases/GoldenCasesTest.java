package io.gleaner.cases;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.report.AssessmentJson;
import io.gleaner.report.AssessmentText;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder of {@code src/test/resources/cases} holds the objects of a cluster and what Gleaner says about them, as JSON and
 * as text. {@code mvn test -Dtest=GoldenCasesTest -Dgleaner.golden=write} rewrites what it says; read the difference.
 */
class GoldenCasesTest {
    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CaseFile.FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sameFactsMakeTheSameWords(Path folder) throws IOException {
        Assessment assessment = Assessor.assess(CaseFile.read(folder));

        Golden.agree(assessment);
        Golden.compare(folder.resolve("assessment.json"), AssessmentJson.write(assessment));
        Golden.compare(
                folder.resolve("assessment.txt"),
                AssessmentText.plain(Phrasebook.english()).write(assessment, "--bundle " + folder.getFileName()));
    }
}
