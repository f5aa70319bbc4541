package io.gleaner.source.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import io.gleaner.text.Phrasebook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file from a stranger harms nobody, and what is wrong with it is said. */
class BundleSafetyTest {
    @TempDir
    Path folder;

    private final BundleFixture fixture = new BundleFixture(Instant.parse("2025-09-02T08:10:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../outside.yaml",
                "root/../../../outside.yaml",
                "/etc/outside.yaml",
                "C:\\outside.yaml",
                "..\\outside.yaml",
                "yamls/\u001b[2Joutside.yaml"
            })
    void aPathThatLeadsAwayIsLeftOutAndTheRestIsRead(String path) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(fixture.files());
        files.put(path, "out".getBytes(StandardCharsets.UTF_8));
        Path zip = BundleFixture.write(folder.resolve("in/b.zip"), BundleFixture.zipped(files));

        BundleSource source = open(zip);

        assertThat(source.notices()).hasSize(1);
        assertThat(Phrasebook.english().say(source.notices().getFirst()))
                .contains("outside.yaml")
                .doesNotContain("\u001b");
        assertThat(source.load(Duration.ZERO).coverage()).isNotEmpty();
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allMatch(file -> file.equals(zip) || file.startsWith(folder.resolve("state/bundles")));
        }
    }

    @Test
    void aBombIsLeftOut() {
        byte[] bomb = new byte[40 << 20];
        java.util.Arrays.fill(bomb, (byte) ' ');
        BundleSource source =
                open(fixture.file("yamls/cluster/v1/nodes.yaml", bomb).zip(folder));

        assertThat(Phrasebook.english().say(source.notices().getFirst()))
                .contains("nodes.yaml")
                .contains("zip bomb");
    }

    @Test
    void aFileIsNoLargerThanItSays() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new CappedStream(new ByteArrayInputStream(new byte[100]), "x", 99).readAllBytes())
                .withMessageContaining("x");
    }

    @Test
    void anAliasBombIsNoObject() {
        StringBuilder item = new StringBuilder("apiVersion: v1\nitems:\n- a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            item.append("  a%d: &a%d [".formatted(i, i))
                    .append("*a%d,".formatted(i - 1).repeat(9))
                    .append("*a%d]\n".formatted(i - 1));
        }
        item.append("- metadata:\n    name: good\n");
        ClusterState state = open(fixture.file("yamls/cluster/v1/nodes.yaml", item.toString())
                        .zip(folder))
                .load(Duration.ZERO);

        assertThat(state.nodes()).extracting(node -> node.name()).containsExactly("good");
        assertThat(state.coverage())
                .filteredOn(each -> each.kind().equals("nodes"))
                .extracting(Coverage::status)
                .containsExactly(CoverageStatus.FAILED);
    }

    @Test
    void endlessNestingIsNoObject() {
        String deep = "- a: " + "[".repeat(100_000) + "\n";
        ItemReader.Result result = read("apiVersion: v1\nitems:\n" + deep + "- metadata:\n    name: good\n");

        assertThat(result.objects()).hasSizeLessThanOrEqualTo(1);
        assertThat(result.trouble()).isNotEmpty();
    }

    private static ItemReader.Result read(String yaml) {
        Archive archive = new MemoryArchive(yaml.getBytes(StandardCharsets.UTF_8));
        return ItemReader.read(archive, archive.entries().getFirst(), _ -> true, LeftOutFields.NONE);
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path root = fixture.unpacked(folder);
        Path secret = Files.writeString(folder.resolve("secret"), "s3cr3t");
        Path link = root.resolve("logs/harvester-system/hvst-upgrade-a-apply-manifests-b/apply.log");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, secret);

        BundleSource source = open(root);

        assertThat(source.load(Duration.ZERO).podLogs()).isEmpty();
        assertThat(Phrasebook.english().say(source.notices().getFirst()))
                .contains("apply.log")
                .contains("a link");
    }

    @Test
    void anEncryptedZip() {
        byte[] zip = BundleFixture.zipped(Map.of("metadata.yaml", new byte[] {'a'}));
        zip[6] |= 1;
        refused(Problem.BUNDLE_UNREADABLE, BundleFixture.write(folder.resolve("b.zip"), zip), "encrypted", "password");
    }

    /** The first entry of a zip may be a folder, which is never encrypted: the directory at the end tells. */
    @Test
    void aZipWithAnEncryptedFile() {
        byte[] zip = BundleFixture.zipped(Map.of("metadata.yaml", new byte[] {'a'}));
        for (int i = 0; i + 8 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        refused(Problem.BUNDLE_UNREADABLE, BundleFixture.write(folder.resolve("b.zip"), zip), "encrypted", "password");
    }

    @Test
    void aZipThatIsNoBundle() {
        Path zip = BundleFixture.write(
                folder.resolve("b.zip"), BundleFixture.zipped(Map.of("holiday.jpg", new byte[] {1})));
        refused(Problem.BUNDLE_UNREADABLE, zip, "holiday.jpg", "supportbundle_");
    }

    @Test
    void anotherProductsBundle() {
        Path zip = fixture.installed(kind -> !kind.group().equals("harvesterhci.io"))
                .zip(folder);
        refused(Problem.NO_HARVESTER, zip, "upgrades.harvesterhci.io");
    }

    @ParameterizedTest
    @CsvSource({"'', empty", "hello, no zip", "PK, b.zip", "7z\u00bc\u00af, another kind"})
    void aFileThatIsNoZip(String content, String words) {
        Path file = BundleFixture.write(folder.resolve("b.zip"), content.getBytes(StandardCharsets.ISO_8859_1));
        refused(Problem.BUNDLE_UNREADABLE, file, words);
    }

    @Test
    void nothingThere() {
        refused(Problem.BUNDLE_MISSING, folder.resolve("b.zip"), "b.zip");
        refused(Problem.BUNDLE_UNREADABLE, folder, "metadata.yaml");
    }

    private BundleSource open(Path bundle) {
        BundleSource source = new Bundles(folder.resolve("state")).open(bundle, null);
        // So that nothing is being written any more.
        source.close();
        return source;
    }

    private void refused(Problem problem, Path bundle, String... words) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> open(bundle))
                .satisfies(refusal -> {
                    assertThat(refusal.problem()).isEqualTo(problem);
                    assertThat(Phrasebook.english().say(refusal.what()) + " "
                                    + Phrasebook.english().say(refusal.nextStep()))
                            .contains(words)
                            .doesNotContainPattern("bundle\\.[a-z]");
                });
    }
}
