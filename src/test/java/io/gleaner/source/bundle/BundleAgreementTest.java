package io.gleaner.source.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessor;
import io.gleaner.cases.CaseFile;
import io.gleaner.model.ClusterState;
import io.gleaner.report.AssessmentJson;
import io.gleaner.source.ClusterStateMapping;
import io.gleaner.source.RawObjects;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** The same objects, read live and through a bundle, mean the same: for every recorded case. */
class BundleAgreementTest {
    private static final Path CASES = Path.of("src/test/resources");

    @TempDir
    Path folder;

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES, 4)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.equals("objects.yaml") || name.matches("(?:fires|silent).*\\.yaml");
                    })
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aBundleSaysWhatTheClusterSays(Path file) {
        List<ObjectNode> documents = CaseFile.documents(file);
        Instant asOf = Instant.parse(documents.getFirst().path("asOf").asString());
        List<ObjectNode> objects = documents.stream()
                .skip(1)
                .filter(object -> object.has("apiVersion"))
                .toList();
        RawObjects raw = CaseFile.raw(documents);
        BundleFixture fixture = new BundleFixture(asOf).objects(objects).namespaces(namespaces(objects));
        raw.podLogs().forEach(fixture::log);

        ClusterState recorded;
        try (BundleSource source = new Bundles(folder.resolve("state")).open(fixture.zip(folder), null)) {
            recorded = source.load(Duration.ZERO);
        }

        ClusterState live = ClusterStateMapping.map(
                new RawObjects(
                        withoutSecrets(raw.objects()),
                        recorded.coverage(),
                        recorded.kubernetesVersion(),
                        List.of(),
                        raw.podLogs()),
                recorded.origin(),
                asOf);
        assertThat(recorded.asOf()).isEqualTo(asOf);
        assertThat(AssessmentJson.write(Assessor.assess(recorded)))
                .isEqualTo(AssessmentJson.write(Assessor.assess(live)));
    }

    private static Set<String> namespaces(List<ObjectNode> objects) {
        return objects.stream()
                .map(object -> object.path("metadata").path("namespace").asString(""))
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toSet());
    }

    /** All but machine plans: a bundle has no others. */
    private static Map<ResourceKind, List<ObjectNode>> withoutSecrets(Map<ResourceKind, List<ObjectNode>> objects) {
        Map<ResourceKind, List<ObjectNode>> rest = new EnumMap<>(objects);
        rest.computeIfPresent(
                ResourceKind.SECRET,
                (_, secrets) -> secrets.stream()
                        .filter(secret -> secret.path("metadata")
                                .path("name")
                                .asString("")
                                .endsWith("-machine-plan"))
                        .toList());
        return rest;
    }
}
