package io.gleaner.source.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Coverage;
import io.gleaner.model.CoverageStatus;
import io.gleaner.model.Known;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that no generator of ours has touched, so that a mistake that reader and generator share cannot hide. */
class HandWrittenBundleTest {
    @TempDir
    Path folder;

    @Test
    void isReadAsTheClusterWas() {
        ClusterState state;
        try (BundleSource source = new Bundles(folder).open(Path.of("src/test/resources/bundles/by-hand"), null)) {
            state = source.load(Duration.ZERO);
        }

        assertThat(state.asOf()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(state.kubernetesVersion()).isEqualTo("v1.32.4+rke2r1");
        assertThat(state.serverVersion()).isEqualTo("v1.5.1");
        assertThat(state.harvester().settings())
                .filteredOn(setting -> setting.name().equals("upgrade-config"))
                .singleElement()
                .satisfies(setting -> assertThat(setting.value()).isEmpty());

        Upgrade upgrade = state.latestUpgrade().orElseThrow();
        assertThat(upgrade.metadata().deleting()).isNull();
        assertThat(upgrade.conditions().status("Completed")).isEqualTo(Known.UNKNOWN);
        assertThat(upgrade.conditions()
                        .find("SystemServicesUpgraded")
                        .orElseThrow()
                        .message())
                .isEqualTo("Job hvst-upgrade-p4w8z-apply-manifests: the container was told to wait for ManagedChart"
                        + " \"harvester\" and gave up after its 120th look at the summary of the Bundle");
        assertThat(upgrade.nodes().getFirst().message()).isEmpty();
        assertThat(upgrade.release()).containsEntry("harvesterChart", "1.6.0");

        assertThat(state.nodes().getFirst().unschedulable()).isTrue();
        assertThat(state.nodes().getFirst().ready()).isEqualTo(Known.YES);
        assertThat(state.managedCharts().getFirst().paused()).isTrue();
        assertThat(state.managedCharts()
                        .getFirst()
                        .metadata()
                        .fieldWriters()
                        .getFirst()
                        .fields())
                .contains("spec.paused");
        assertThat(state.jobs().getFirst().failed()).isEqualTo(1);
        assertThat(state.longhorn().volumes().getFirst().robustness()).isEqualTo("degraded");
        assertThat(state.platform().customResources().getFirst().storedVersions())
                .containsExactly("v1beta1", "v1beta2");
        assertThat(state.platform().events().getFirst().message())
                .isEqualTo("Back-off pulling image \"rancher/harvester:v1.6.0\"");
        assertThat(state.platform().events().getFirst().count()).isEqualTo(12_345_678);
        assertThat(state.podLogs().getFirst().lines().getLast().time())
                .isEqualTo(Instant.parse("2026-01-01T22:31:38.900Z"));

        assertThat(state.coverage())
                .contains(
                        new Coverage("upgrades.harvesterhci.io", "harvester-system", CoverageStatus.COLLECTED, ""),
                        new Coverage("bundles.fleet.cattle.io", "fleet-local", CoverageStatus.NOT_INSTALLED, ""),
                        new Coverage("namespaces", "shop", CoverageStatus.NOT_COLLECTED, ""),
                        new Coverage("nodefiles", null, CoverageStatus.NOT_COLLECTED, "ada"))
                .noneMatch(each -> each.status() == CoverageStatus.FAILED);
        assertThat(state.coverage())
                .filteredOn(each -> each.kind().equals(ResourceKind.VIRTUAL_MACHINE.qualifiedName()))
                .extracting(Coverage::status)
                .containsOnly(CoverageStatus.NOT_INSTALLED, CoverageStatus.NOT_COLLECTED);
    }

    @Test
    void canBeLookedInto() throws IOException {
        try (Recording recording = new Bundles(folder).record(Path.of("src/test/resources/bundles/by-hand"))) {
            Recording.RawObject event = recording
                    .object(ResourceKind.EVENT.ref("harvester-system", "harvester-5c9f.187a"))
                    .orElseThrow();
            assertThat(event.yaml()).contains("v1.6.0\"null");
            assertThat(event.repaired()).containsExactlyInAnyOrder("eventTime", "message");
            assertThat(recording.object(ResourceKind.EVENT.ref("harvester-system", "none")))
                    .isEmpty();

            List<String> lines = new ArrayList<>();
            recording.read(recording.logs().getFirst(), line -> !lines.add(line));
            assertThat(lines).hasSize(1);
        }
    }
}
