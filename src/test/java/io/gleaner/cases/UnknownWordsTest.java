package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessor;
import io.gleaner.report.AssessmentJson;
import io.gleaner.report.AssessmentText;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A word nobody has heard of is shown as it is, not taken for one of those that are known. */
class UnknownWordsTest {
    private static final Path CASE = CaseFile.FOLDER.resolve("node-paused");
    private static final String WORD = "Levitating";

    @ParameterizedTest
    @CsvSource({
        "Upgrade, /status/nodeStatuses/*/state",
        "App, /spec/info/status",
        "Bundle, /status/display/state",
        "ManagedChart, /spec/version",
        "Setting, /value",
    })
    void anUnknownWordIsShownAsItIs(String kind, String pointer) {
        List<ObjectNode> objects = CaseFile.objects(CASE);
        objects.stream()
                .filter(object -> object.path("kind").asString("").equals(kind))
                .forEach(object -> replace(object, List.of(pointer.substring(1).split("/"))));

        String said = AssessmentJson.write(Assessor.assess(CaseFile.state(objects, "unknown")));

        assertThat(said).contains(WORD);
    }

    @Test
    void aMegabyteOfMessageDoesNotBecomeAMegabyteOfReport() {
        List<ObjectNode> objects = CaseFile.objects(CaseFile.FOLDER.resolve("crd-charts-behind"));
        objects.forEach(object -> object.path("status").path("conditions").forEach(condition -> {
            if (condition instanceof ObjectNode each && each.has("message")) {
                each.put("message", each.path("message").asString() + " " + "x".repeat(1_000_000));
            }
        }));

        String said =
                AssessmentText.plain(Phrasebook.english()).write(Assessor.assess(CaseFile.state(objects, "long")), "");

        assertThat(said).hasSizeLessThan(200_000).contains("no chart version found");
    }

    private static void replace(ObjectNode object, List<String> path) {
        String key = path.getFirst();
        if (path.size() == 1) {
            object.put(key, WORD);
            return;
        }
        List<String> rest = path.subList(1, path.size());
        for (String each : key.equals("*") ? List.copyOf(object.propertyNames()) : List.of(key)) {
            JsonNode next = object.path(each);
            if (next instanceof ObjectNode below) {
                replace(below, rest);
            }
        }
    }
}
