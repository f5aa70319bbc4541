package io.gleaner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.Verdict;
import io.gleaner.cases.Golden;
import io.gleaner.model.CoverageStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AssessmentJsonTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/gleaner/report");

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Test
    void everyFieldHasItsNamePlaceAndSpelling() throws IOException {
        Golden.compare(FOLDER.resolve("assessment-aborted.json"), AssessmentJson.write(Assessments.aborted()));
    }

    @Test
    void absentIsNullAndListsAreNeverAbsent() throws IOException {
        Golden.compare(FOLDER.resolve("assessment-unknown.json"), AssessmentJson.write(Assessments.unknown()));
    }

    @Test
    void theVersionIsTheBuildsOwn() {
        assertThat(GleanerVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void bothExtremesAreValidAgainstTheSchema() {
        assertThat(AssessmentSchema.errors(AssessmentJson.tree(Assessments.aborted())))
                .isEmpty();
        assertThat(AssessmentSchema.errors(AssessmentJson.tree(Assessments.unknown())))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesUnknownFieldsAtEveryDepth() {
        ObjectNode document = AssessmentJson.tree(Assessments.aborted());
        everyObject(document).forEach(object -> {
            object.put("surplus", 1);
            assertThat(AssessmentSchema.errors(document))
                    .as("surplus field in %s", object)
                    .isNotEmpty();
            object.remove("surplus");
        });
        assertThat(AssessmentSchema.errors(document)).isEmpty();
    }

    @Test
    void theSchemaRefusesAbsentFieldsAtEveryDepth() {
        ObjectNode document = AssessmentJson.tree(Assessments.aborted());
        everyObject(document)
                .forEach(object -> List.copyOf(object.propertyNames()).forEach(name -> {
                    JsonNode removed = object.remove(name);
                    assertThat(AssessmentSchema.errors(document))
                            .as("without %s in %s", name, object)
                            .isNotEmpty();
                    object.set(name, removed);
                }));
    }

    @Test
    void theSchemaKnowsExactlyTheEnumerationsOfTheCode() {
        JsonNode definitions = MAPPER.readTree(AssessmentSchema.text()).get("$defs");
        assertThat(enumeration(definitions.at("/phaseId"))).isEqualTo(names(Phase.values()));
        assertThat(enumeration(definitions.at("/pace"))).isEqualTo(names(UpgradeAssessment.Pace.values()));
        assertThat(enumeration(definitions.at("/upgrade/properties/state")))
                .isEqualTo(names(UpgradeAssessment.State.values()));
        assertThat(enumeration(definitions.at("/phase/properties/state")))
                .isEqualTo(names(PhaseProgress.State.values()));
        assertThat(enumeration(definitions.at("/chart/properties/verdict"))).isEqualTo(names(Verdict.values()));
        assertThat(enumeration(definitions.at("/chart/properties/pauseOrigin"))).isEqualTo(names(PauseOrigin.values()));
        assertThat(enumeration(definitions.at("/finding/properties/severity"))).isEqualTo(names(Severity.values()));
        assertThat(enumeration(definitions.at("/coverage/properties/status")))
                .isEqualTo(names(CoverageStatus.values()));
    }

    @Test
    void theSameFactsGiveTheSameBytes() {
        Assessment assessment = Assessments.aborted();
        assertThat(AssessmentJson.write(assessment))
                .isEqualTo(AssessmentJson.write(Assessments.aborted()))
                .endsWith("}\n");
    }

    private static List<ObjectNode> everyObject(ObjectNode root) {
        return Stream.concat(Stream.of(root), children(root)).toList();
    }

    private static Stream<ObjectNode> children(JsonNode node) {
        return node.values().stream()
                .flatMap(child -> Stream.concat(
                        child instanceof ObjectNode object ? Stream.of(object) : Stream.empty(), children(child)));
    }

    private static List<String> enumeration(JsonNode definition) {
        return definition.get("enum").values().stream()
                .map(JsonNode::stringValue)
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
