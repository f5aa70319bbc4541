package io.gleaner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.timeline.JobRun;
import io.gleaner.analysis.timeline.NodeLane;
import io.gleaner.analysis.timeline.ScriptStep;
import io.gleaner.analysis.timeline.TimelineEntry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TimelineSchemaTest {
    @Test
    void theSchemaKnowsExactlyTheEnumerationsOfTheCode() {
        JsonNode definitions =
                JsonMapper.shared().readTree(TimelineSchema.text()).get("$defs");
        assertThat(enumeration(definitions.at("/phaseId"))).isEqualTo(names(Phase.values()));
        assertThat(enumeration(definitions.at("/certainty"))).isEqualTo(names(Certainty.values()));
        assertThat(enumeration(definitions.at("/workState"))).isEqualTo(names(PhaseProgress.State.values()));
        assertThat(enumeration(definitions.at("/upgradeState"))).isEqualTo(names(UpgradeAssessment.State.values()));
        assertThat(enumeration(definitions.at("/upgrade/properties/assessment")))
                .isEqualTo(names(UpgradeAssessment.Pace.values()));
        assertThat(enumeration(definitions.at("/step/properties/id"))).isEqualTo(names(ScriptStep.values()));
        assertThat(enumeration(definitions.at("/span/properties/stage"))).isEqualTo(names(NodeLane.Stage.values()));
        assertThat(enumeration(definitions.at("/job/properties/role"))).isEqualTo(names(JobRun.Role.values()));
        assertThat(enumeration(definitions.at("/entry/properties/kind"))).isEqualTo(names(TimelineEntry.Kind.values()));
        assertThat(enumeration(definitions.at("/entry/properties/severity"))).isEqualTo(names(Severity.values()));
    }

    @Test
    void anAssessmentWithoutAnUpgradeIsValidAndHasNoListMissing() {
        ObjectNode document = TimelineJson.tree(Assessments.unknown());

        assertThat(TimelineSchema.errors(document)).isEmpty();
        List.copyOf(document.propertyNames()).forEach(name -> {
            JsonNode removed = document.remove(name);
            assertThat(TimelineSchema.errors(document)).as("without " + name).isNotEmpty();
            document.set(name, removed);
        });
        document.put("surplus", 1);
        assertThat(TimelineSchema.errors(document)).isNotEmpty();
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
