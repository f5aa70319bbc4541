package io.gleaner.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessor;
import io.gleaner.cases.CaseFile;
import io.gleaner.model.ClusterState;
import io.gleaner.report.ComparisonJson;
import io.gleaner.report.ComparisonText;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final ClusterState HEALTHY = CaseFile.read(CASES.resolve("healthy"));
    private static final ClusterState STOPPED = CaseFile.read(CASES.resolve("stopped-before-chart-server-swap"));

    @Test
    void nothingChangesBetweenAPictureAndItself() {
        Comparison comparison = compare(STOPPED, STOPPED);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.remained()).isNotEmpty();
        assertThat(text(comparison)).contains("No finding came or went");
    }

    @Test
    void tellsFindingsAndObjectsWithTheirValues() {
        Comparison comparison = compare(HEALTHY, STOPPED);

        assertThat(comparison.appeared()).extracting(finding -> finding.code()).contains("C01");
        assertThat(comparison.objects())
                .anySatisfy(change -> {
                    assertThat(change.object().toString()).isEqualTo("ManagedChart fleet-local/harvester");
                    assertThat(change.fields()).contains(new ObjectChange.Field("paused", "false", "true"));
                })
                .anySatisfy(change -> {
                    assertThat(change.kind()).isEqualTo(ObjectChange.Kind.NEW);
                    assertThat(change.object().kind()).isEqualTo("Upgrade");
                });
        assertThat(text(comparison)).contains("New findings", "paused: false → true", "new: Upgrade harvester-system/");
        assertThat(ComparisonJson.write(comparison)).contains("gleaner.comparison/v1");
        assertThat(compare(STOPPED, HEALTHY).gone()).hasSameSizeAs(comparison.appeared());
    }

    @Test
    void whatWasNotReadHasNotGone() {
        Comparison comparison = compare(STOPPED, CaseFile.read(CASES.resolve("jobs-forbidden")));

        assertThat(comparison.notCompared()).contains("jobs.batch");
        assertThat(comparison.objects())
                .noneMatch(
                        change -> change.object().kind().equals("Job") && change.kind() != ObjectChange.Kind.CHANGED);
    }

    private static Comparison compare(ClusterState before, ClusterState after) {
        return Comparison.of(before, Assessor.assess(before), after, Assessor.assess(after));
    }

    private static String text(Comparison comparison) {
        return ComparisonText.plain(Phrasebook.english()).write(comparison);
    }
}
