package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gleaner.analysis.precheck.CheckResult;
import io.gleaner.analysis.precheck.Outcome;
import io.gleaner.analysis.precheck.Precheck;
import io.gleaner.analysis.precheck.Source;
import io.gleaner.report.PrecheckJson;
import io.gleaner.report.PrecheckSchema;
import io.gleaner.report.PrecheckText;
import io.gleaner.text.Phrasebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole answer: {@code src/test/resources/precheck/*.yaml} with what is said as JSON and in both languages. */
class PrecheckTest {
    private static final Path FOLDER = Path.of("src/test/resources/precheck");
    private static final int ROUNDS = 200;

    private static Precheck notReady() {
        return Precheck.of(CaseFile.readFile(FOLDER.resolve("not-ready.yaml")));
    }

    @Test
    void everythingIsSaidAtOnce() throws IOException {
        Precheck precheck = notReady();

        assertThat(precheck.failed()).isTrue();
        Golden.compare(FOLDER.resolve("not-ready.json"), PrecheckJson.write(precheck));
        Golden.compare(
                FOLDER.resolve("not-ready.txt"),
                PrecheckText.plain(Phrasebook.english()).write(precheck));
        Golden.compare(
                FOLDER.resolve("not-ready.zh.txt"),
                PrecheckText.plain(new Phrasebook(Phrasebook.CHINESE)).write(precheck));
    }

    @Test
    void theWorstComesFirst() {
        assertThat(notReady().checks())
                .extracting(CheckResult::outcome)
                .isSorted()
                .contains(Outcome.FAILED, Outcome.WARNING, Outcome.NOT_CHECKED, Outcome.NOT_CHECKABLE, Outcome.PASSED);
    }

    static List<Path> cases() throws IOException {
        return GoldenCasesTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyClusterMakesAValidDocument(Path folder) {
        assertThat(PrecheckSchema.errors(PrecheckJson.tree(Precheck.of(CaseFile.read(folder)))))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesUnknownAndAbsentFieldsAtEveryDepth() {
        ObjectNode document = PrecheckJson.tree(notReady());
        assertThat(PrecheckSchema.errors(document)).isEmpty();
        shapes(document).forEach(object -> {
            object.put("surplus", 1);
            assertThat(PrecheckSchema.errors(document))
                    .as("surplus in %s", object)
                    .isNotEmpty();
            object.remove("surplus");
            List.copyOf(object.propertyNames()).forEach(name -> {
                JsonNode removed = object.remove(name);
                assertThat(PrecheckSchema.errors(document))
                        .as("without %s", name)
                        .isNotEmpty();
                object.set(name, removed);
            });
        });
    }

    /** One object of each place. */
    private static Stream<ObjectNode> shapes(ObjectNode document) {
        return Stream.of(
                        "",
                        "/tool",
                        "/source",
                        "/source/coverage/0",
                        "/cluster",
                        "/summary",
                        "/checks/0",
                        "/checks/0/affected/0",
                        "/checks/0/affected/0/object",
                        "/checks/0/sources/0")
                .map(document::at)
                .map(ObjectNode.class::cast);
    }

    @Test
    void theSchemaKnowsExactlyTheEnumerationsOfTheCode() throws IOException {
        JsonNode schema;
        try (var file = PrecheckJson.class.getResourceAsStream("precheck-v1.schema.json")) {
            schema = JsonMapper.shared().readTree(file).get("$defs");
        }
        assertThat(values(schema.at("/check/properties/outcome"))).isEqualTo(names(Outcome.values()));
        assertThat(values(schema.at("/asker/properties/kind"))).isEqualTo(names(Source.Kind.values()));
    }

    private static List<String> values(JsonNode definition) {
        return definition.get("enum").valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    @Test
    void mutilatedObjectsAreCheckedAllTheSame() {
        Path ready = CaseFile.FOLDER.resolve("ready-for-upgrade");
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<ObjectNode> objects = CaseFile.objects(ready);
            for (int wound = 0; wound < 8; wound++) {
                MutilatedClusterTest.mutilate(objects, random);
            }
            assertThatCode(() -> {
                        Precheck precheck = Precheck.of(CaseFile.state(objects, "mutilated"));
                        PrecheckJson.write(precheck);
                        PrecheckText.plain(Phrasebook.english()).write(precheck);
                    })
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }
}
