package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.Assessor;
import io.gleaner.analysis.Verdict;
import io.gleaner.report.AssessmentJson;
import io.gleaner.report.AssessmentText;
import io.gleaner.report.Ink;
import io.gleaner.report.TimelineJson;
import io.gleaner.report.TimelineText;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever an API server or a bundle sends, an assessment comes of it. */
class MutilatedClusterTest {
    private static final int ROUNDS = 100;
    private static final List<JsonNode> JUNK = List.of(
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.stringNode(""),
            JsonNodeFactory.instance.stringNode("v1.5.1-"),
            JsonNodeFactory.instance.stringNode("no chart version found for"),
            JsonNodeFactory.instance.stringNode("9999-99-99T99:99:99Z"),
            JsonNodeFactory.instance.stringNode("2999-01-01T00:00:00Z"),
            JsonNodeFactory.instance.stringNode("null"),
            JsonNodeFactory.instance.stringNode("Levitating"),
            JsonNodeFactory.instance.stringNode("x".repeat(1_000_000)),
            JsonNodeFactory.instance.numberNode(-1),
            JsonNodeFactory.instance.booleanNode(true),
            JsonNodeFactory.instance.arrayNode(),
            JsonNodeFactory.instance.objectNode());

    static List<Path> cases() throws IOException {
        return GoldenCasesTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mutilatedObjectsAreAssessedAllTheSame(Path folder) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<ObjectNode> objects = CaseFile.objects(folder);
            int wounds = 1 + random.nextInt(8);
            for (int wound = 0; wound < wounds; wound++) {
                mutilate(objects, random);
            }
            assertThatCode(() -> {
                        Assessment assessment = Assessor.assess(CaseFile.state(objects, "mutilated"));
                        AssessmentJson.write(assessment);
                        AssessmentText.plain(Phrasebook.english()).write(assessment, "");
                        TimelineJson.write(assessment);
                        new TimelineText(Phrasebook.english(), Ink.PLAIN).write(assessment);
                    })
                    .as("%s, seed %d", folder.getFileName(), seed)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lostObjectsNeverMakeAFrozenChartHealthy(Path folder) {
        Assessment whole = Assessor.assess(CaseFile.read(folder));
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<ObjectNode> objects = new ArrayList<>(CaseFile.objects(folder));
            objects.removeIf(object -> !object.path("kind").asString("").equals("Case") && random.nextInt(4) == 0);
            Assessment assessment = Assessor.assess(CaseFile.state(objects, "lost"));
            assessment.charts().stream()
                    .filter(chart -> chart.verdict() == Verdict.HEALTHY)
                    .forEach(chart -> assertThat(
                                    whole.chart(chart.name()).orElseThrow().verdict())
                            .isIn(Verdict.HEALTHY, Verdict.IN_TRANSITION));
        }
    }

    static void mutilate(List<ObjectNode> objects, Random random) {
        ObjectNode victim = objects.get(1 + random.nextInt(objects.size() - 1));
        JsonNode at = victim;
        while (true) {
            if (at instanceof ObjectNode object && !object.isEmpty()) {
                List<String> names = List.copyOf(object.propertyNames());
                String name = names.get(random.nextInt(names.size()));
                if (object.get(name).isContainer() && random.nextInt(5) > 0) {
                    at = object.get(name);
                    continue;
                }
                if (random.nextBoolean()) {
                    object.remove(name);
                } else {
                    object.set(name, junk(random));
                }
            } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                int index = random.nextInt(array.size());
                if (array.get(index).isContainer() && random.nextInt(5) > 0) {
                    at = array.get(index);
                    continue;
                }
                array.set(index, junk(random));
            }
            return;
        }
    }

    private static JsonNode junk(Random random) {
        return JUNK.get(random.nextInt(JUNK.size())).deepCopy();
    }
}
