package io.gleaner.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ClusterState;
import io.gleaner.source.ObjectTrim;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ObjectTrimTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.startsWith(CaseFile.FOLDER) || file.startsWith("src/test/resources/rules"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** A live cluster must tell no less than a case does: where this fails, a rule sees a fact that is taken out before. */
    @ParameterizedTest
    @MethodSource("files")
    void whatIsTakenOutIsMissedByNobody(Path file) {
        List<ObjectNode> objects = CaseFile.documents(file);
        ClusterState whole = CaseFile.state(objects, "case");

        objects.forEach(object -> ResourceKind.of(
                        object.path("apiVersion").asString(""),
                        object.path("kind").asString(""))
                .ifPresent(kind -> ObjectTrim.trim(kind, object)));

        assertThat(CaseFile.state(objects, "case")).isEqualTo(whole);
    }

    @Test
    void secretsOfContainersMachinesAndChartsAreTakenOut() {
        assertThat(trimmed(ResourceKind.POD, """
                {spec: {nodeName: n1, containers: [{name: a, image: i, env: [{name: P, value: s3cret}]}]}}
                """))
                .isEqualTo("{\"spec\":{\"nodeName\":\"n1\",\"containers\":[{\"name\":\"a\",\"image\":\"i\"}]}}");
        assertThat(trimmed(ResourceKind.VIRTUAL_MACHINE, """
                {spec: {template: {spec: {volumes: [{name: boot, cloudInitNoCloud: {userData: s3cret}}]}}}}
                """))
                .doesNotContain("s3cret")
                .contains("boot");
        assertThat(trimmed(ResourceKind.ADDON, "{spec: {enabled: true, valuesContent: s3cret}}"))
                .isEqualTo("{\"spec\":{\"enabled\":true}}");
        assertThat(trimmed(ResourceKind.SECRET, "{data: {a: s3cret}, stringData: {a: s3cret}}"))
                .isEqualTo("{}");
    }

    @Test
    void whateverTheShapeOfAnObjectItIsTrimmed() {
        for (ResourceKind kind : ResourceKind.values()) {
            for (String odd : List.of("{}", "{metadata: 1, spec: [1], status: x, webhooks: {a: 1}}", """
                    {metadata: {annotations: [1]}, spec: {template: 1, containers: [null, 1, x], volumes: [1]}, webhooks: [1]}
                    """)) {
                assertThat(trimmed(kind, odd)).isNotEmpty();
            }
        }
    }

    private static String trimmed(ResourceKind kind, String yaml) {
        return ObjectTrim.trim(kind, (ObjectNode) YAML.readTree(yaml)).toString();
    }
}
