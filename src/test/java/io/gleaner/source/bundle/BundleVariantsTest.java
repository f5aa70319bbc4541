package io.gleaner.source.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.analysis.Assessor;
import io.gleaner.cases.CaseFile;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.PodLog;
import io.gleaner.report.AssessmentText;
import io.gleaner.source.ResourceKind;
import io.gleaner.text.Phrasebook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Bundles as they come: packed again, cut off, with parts missing or damaged. */
class BundleVariantsTest {
    private static final Instant CREATED = Instant.parse("2025-09-02T08:10:00Z");
    private static final String APPLY_LOG = "logs/harvester-system/hvst-upgrade-k7q2p-apply-manifests-x1y2z/apply.log";
    private static final List<ObjectNode> OBJECTS =
            CaseFile.documents(Path.of("src/test/resources/cases/stopped-before-chart-server-swap/objects.yaml"))
                    .stream()
                    .filter(object -> object.has("apiVersion"))
                    .toList();

    @TempDir
    Path folder;

    private BundleFixture fixture;

    @BeforeEach
    void fill() {
        fixture = new BundleFixture(CREATED)
                .objects(OBJECTS)
                .node("iris", "v1.4.3")
                .node("juno", "v1.4.3")
                .node("kore", "v1.5.1")
                .file(APPLY_LOG, """
                        2025-09-02T06:31:02.000000001Z + pause managed charts
                        2025-09-02T06:31:09.500000000Z \u001b[31mwaiting\u001b[0m
                        2025-09-02T06:41:09.500000000Z no end of line""")
                .file("logs/cattle-fleet-system/fleet-controller-0/fleet-controller.log", "x\n");
    }

    @Test
    void everyWayOfPackingSaysTheSame() {
        String expected = words(open(fixture.zip(folder)));

        assertThat(words(open(fixture.zip(folder.resolve("flat.zip"), "")))).isEqualTo(expected);
        assertThat(words(open(fixture.zip(folder.resolve("other.zip"), "some/where/"))))
                .isEqualTo(expected);
        assertThat(words(open(fixture.unpacked(folder)))).isEqualTo(expected);
        assertThat(words(open(fixture.unpacked(folder.resolve("outer")).getParent())))
                .isEqualTo(expected);
        Path twice = BundleFixture.write(
                folder.resolve("twice.zip"), BundleFixture.zipped(Map.of("inner.zip", bytes(fixture.zip(folder)))));
        assertThat(words(open(twice))).isEqualTo(expected);
    }

    @Test
    void theSecondOpeningIsTheSameAsTheFirst() throws IOException {
        Path zip = fixture.zip(folder);
        ClusterState first = open(zip);
        Path kept;
        try (var files = Files.list(folder.resolve("state/bundles"))) {
            kept = files.filter(file -> file.toString().endsWith(".facts.json"))
                    .findFirst()
                    .orElseThrow();
        }

        assertThat(open(zip)).isEqualTo(first);
        Files.writeString(kept, "{broken");
        assertThat(open(zip)).isEqualTo(first);
        assertThat(first.origin().sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void aChangedFolderIsReadAgain() throws IOException {
        Path root = fixture.unpacked(folder);
        assertThat(open(root).upgrades()).isNotEmpty();

        Files.delete(root.resolve("yamls/namespaced/harvester-system/harvesterhci.io/v1beta1/upgrades.yaml"));

        assertThat(open(root).upgrades()).isEmpty();
    }

    @Test
    void theClockIsTheBundlesOwn() {
        assertThat(open(fixture.zip(folder)).asOf()).isEqualTo(CREATED);
        assertThat(open(fixture.without("metadata.yaml"::equals).zip(folder.resolve("nameless")))
                        .asOf())
                .isEqualTo(CREATED);
        assertThat(open(fixture.zip(folder.resolve("nameless.zip"), "")).asOf())
                .isBetween(Instant.parse("2025-09-02T06:00:00Z"), CREATED);
    }

    @Test
    void logsKeepTheirTimesAndLoseTheirColours() {
        List<PodLog.Line> lines = open(fixture.zip(folder)).podLogs().getFirst().lines();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).isEqualTo(new PodLog.Line(Instant.parse("2025-09-02T06:31:09.500Z"), "waiting"));
        assertThat(lines.getLast().text()).isEqualTo("no end of line");
    }

    @Test
    void withoutYamlsNothingIsClaimedAndWhatIsThereIsShown() {
        String cause = "Unable to fetch namespaced resources: unable to retrieve the complete list of server APIs";
        ClusterState state = open(fixture.without(path -> path.startsWith("yamls/"))
                .file("bundleGenerationError.log", cause + "\n")
                .zip(folder));

        assertThat(coverage(state, ResourceKind.UPGRADE))
                .containsExactly(
                        new Coverage("upgrades.harvesterhci.io", "harvester-system", CoverageStatus.FAILED, cause));
        assertThat(coverage(state, ResourceKind.NODE))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.NOT_COLLECTED);
        assertThat(state.nodes()).extracting(ClusterNode::name).containsExactly("iris", "juno", "kore");
        assertThat(state.nodes().getLast().osImage()).isEqualTo("Harvester v1.5.1");
        assertThat(state.podLogs()).isNotEmpty();
        assertThat(words(state)).isNotBlank();
    }

    @Test
    void absentIsNotNone() {
        ClusterState state = open(fixture.zip(folder));

        assertThat(coverage(state, ResourceKind.MANAGED_CHART))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.COLLECTED);
        assertThat(coverage(state, ResourceKind.UPGRADE_PLAN))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.EMPTY);
        assertThat(coverage(state, ResourceKind.SECRET))
                .extracting(Coverage::status)
                .containsOnly(CoverageStatus.NOT_COLLECTED);
        // The namespace of BundleDeployments is not collected by default.
        assertThat(coverage(state, ResourceKind.BUNDLE_DEPLOYMENT))
                .extracting(Coverage::status)
                .contains(CoverageStatus.NOT_COLLECTED);
    }

    @Test
    void aKindThatIsNotInstalledIsCalledSo() {
        ClusterState state = open(
                fixture.installed(kind -> kind != ResourceKind.UPGRADE_PLAN).zip(folder));

        assertThat(coverage(state, ResourceKind.UPGRADE_PLAN))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.NOT_INSTALLED);
    }

    @Test
    void missingNodeArchivesAndLogsAreNamed() {
        ClusterState state =
                open(fixture.without(path -> path.startsWith("nodes/juno")).zip(folder));

        assertThat(state.coverage()).contains(new Coverage("nodefiles", null, CoverageStatus.NOT_COLLECTED, "juno"));
    }

    @Test
    void aKindThatCouldNotBeListedIsAGap() {
        ClusterState state = open(fixture.without(path -> path.endsWith("/jobs.yaml"))
                .file(
                        "bundleGenerationError.log",
                        "Failed to get /apis/batch/v1/namespaces/harvester-system/jobs: etcdserver: request timed out\n")
                .zip(folder));

        assertThat(coverage(state, ResourceKind.JOB)).anySatisfy(gap -> {
            assertThat(gap.status()).isEqualTo(CoverageStatus.FAILED);
            assertThat(gap.detail()).contains("etcdserver: request timed out");
        });
    }

    @Test
    void otherFormsOfListsAreRead() {
        Map<String, byte[]> files = fixture.files();
        Map<String, byte[]> changed = new LinkedHashMap<>();
        files.forEach((path, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            changed.put(
                    path,
                    !path.startsWith("yamls/")
                            ? content
                            : path.endsWith("/upgrades.yaml")
                                    ? indented(text).getBytes(StandardCharsets.UTF_8)
                                    : text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        });
        changed.put(
                "yamls/cluster/management.harvesterhci.io/v1beta1/upgradeplans.yaml",
                "apiVersion: v1\nitems: []\nkind: List\nmetadata: {}\n".getBytes(StandardCharsets.UTF_8));
        Path zip = BundleFixture.write(folder.resolve(fixture.rootName() + ".zip"), BundleFixture.zipped(changed));

        ClusterState state = open(zip);

        assertThat(state.coverage())
                .filteredOn(each -> each.status() == CoverageStatus.FAILED)
                .isEmpty();
        assertThat(state.upgrades()).isNotEmpty();
        assertThat(Assessor.assess(state).findings()).isNotEmpty();
    }

    private static String indented(String list) {
        return list.lines()
                .map(line -> line.startsWith("- ")
                                || line.startsWith("  ")
                                        && !line.startsWith("  continue")
                                        && !line.startsWith("  resourceVersion: \"4711\"")
                        ? "    " + line
                        : line)
                .reduce("", (one, other) -> one + other + "\n");
    }

    @Test
    void aDamagedFileIsAGapAndTheOthersAreRead() {
        String chart = "yamls/namespaced/fleet-local/management.cattle.io/v3/managedcharts.yaml";
        ClusterState state = open(fixture.file(chart + "x", "").zip(folder));
        Map<String, byte[]> files = new LinkedHashMap<>(fixture.files());
        files.put(chart, new byte[0]);
        files.put(
                "yamls/namespaced/fleet-local/fleet.cattle.io/v1alpha1/bundles.yaml",
                "apiVersion: v1\nitems:\n- apiVersion: {{{\n- metadata:\n    name: ok\n"
                        .getBytes(StandardCharsets.UTF_8));
        ClusterState damaged = open(BundleFixture.write(folder.resolve("damaged.zip"), BundleFixture.zipped(files)));

        assertThat(state.managedCharts()).isNotEmpty();
        assertThat(coverage(damaged, ResourceKind.MANAGED_CHART))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.FAILED);
        assertThat(coverage(damaged, ResourceKind.BUNDLE))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.FAILED);
        assertThat(damaged.bundles()).extracting(bundle -> bundle.name()).containsExactly("ok");
        assertThat(damaged.upgrades()).isNotEmpty();
    }

    @Test
    void whatABrokenDownloadHoldsIsRead() {
        byte[] whole = bytes(fixture.zip(folder));
        Path cut = BundleFixture.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, whole.length * 2 / 3));
        BundleSource source = new Bundles(folder.resolve("state")).open(cut, null);
        source.close();

        assertThat(source.notices()).hasSize(1);
        assertThat(Phrasebook.english().say(source.notices().getFirst()))
                .contains("breaks off")
                .contains("cut.zip");
        assertThat(source.load(Duration.ZERO).coverage()).isNotEmpty();
    }

    @Test
    void aDownloadMayBreakOffAnywhere() {
        byte[] whole = bytes(fixture.zip(folder));
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            Path cut = BundleFixture.write(
                    folder.resolve("cut-" + i + ".zip"),
                    Arrays.copyOf(whole, 600 + random.nextInt(whole.length - 600)));
            assertThat(open(cut).coverage()).isNotEmpty();
        }
    }

    @Test
    void bytesThatAreNoTextAndEndlessNamesDoNoHarm() {
        String name = "x".repeat(200);
        ClusterState state =
                open(fixture.file(APPLY_LOG, new byte[] {(byte) 0xFF, (byte) 0xC3, '(', '\n', 7, 'a', 0, 'b'})
                        .file("logs/default/" + name + "/" + name + ".log", "line\n")
                        .zip(folder));

        assertThat(state.podLogs().getFirst().lines()).last().isEqualTo(new PodLog.Line(null, "ab"));
    }

    @Test
    void theLogOfAnUpgradeIsReadAloneAndWithABundle() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String member : List.of("first\n", "second\n")) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(member.getBytes(StandardCharsets.UTF_8));
            }
        }
        Path log = BundleFixture.write(
                folder.resolve("hvst-upgrade-k7q2p-upgradelog-archive-2025-09-02T07-26-15Z.zip"),
                BundleFixture.zipped(Map.of(
                        "logs/harvester-system.hvst-upgrade-k7q2p-apply-manifests-a.b.apply.20250902.log.gz",
                        packed.toByteArray())));

        ClusterState alone = open(log);
        assertThat(alone.asOf()).isEqualTo(Instant.parse("2025-09-02T07:26:15Z"));
        assertThat(alone.podLogs().getFirst().pod())
                .isEqualTo(ResourceKind.POD.ref("harvester-system", "hvst-upgrade-k7q2p-apply-manifests-a.b"));
        assertThat(alone.podLogs().getFirst().lines())
                .containsExactly(new PodLog.Line(null, "first"), new PodLog.Line(null, "second"));

        try (BundleSource both = new Bundles(folder.resolve("state")).open(fixture.zip(folder), log)) {
            assertThat(both.load(Duration.ZERO).podLogs()).hasSize(2);
        }
    }

    private ClusterState open(Path bundle) {
        try (BundleSource source = new Bundles(folder.resolve("state")).open(bundle, null)) {
            return source.load(Duration.ZERO);
        }
    }

    private static List<Coverage> coverage(ClusterState state, ResourceKind kind) {
        return state.coverage().stream()
                .filter(each -> each.kind().equals(kind.qualifiedName()))
                .toList();
    }

    private static String words(ClusterState state) {
        return AssessmentText.plain(Phrasebook.english())
                .write(Assessor.assess(state), "")
                .lines()
                .filter(line -> !line.contains("support bundle"))
                .reduce("", (one, other) -> one + other + "\n");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
