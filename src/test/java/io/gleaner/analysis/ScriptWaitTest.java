package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.PodLog;
import io.gleaner.source.PodLogText;
import io.gleaner.text.Phrasebook;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptWaitTest {
    private static final ObjectRef POD = new ObjectRef("v1", "Pod", "harvester-system", "manifests-1");

    private static PodLog log(String... lines) {
        return PodLogText.read(POD, Arrays.stream(lines).collect(Collectors.joining("\n")));
    }

    /** The lines as the scripts of v1.4.3 to v1.9.0-rc6 write them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REPOSITORY | Waiting for upgrade repo resource (Deployment or VM) to be created... | ''
            REPOSITORY | Upgrade repo resource not found yet, waiting... | ''
            REPOSITORY | Waiting for upgrade repo deployment to be ready... | ''
            REPOSITORY | Wait for upgrade repo HTTP endpoint ready... | ''
            REPOSITORY | Wait for upgrade repo ready... | ''
            REPOSITORY | Try to bring up the upgrade repo VM... | ''
            SKIP_RESTART_PLAN | Waiting for plan hvst-upgrade-k7q2p-skip-restart-rancher-system-agent to complete... | hvst-upgrade-k7q2p-skip-restart-rancher-system-agent
            RANCHER | Wait for Rancher to be upgraded to v2.11.2... | v2.11.2
            HELM_RELEASE | wait helm release cattle-fleet-system fleet fleet-106.1.0+up0.12.2 0.12.2 deployed | cattle-fleet-system fleet
            HELM_RELEASE | fleet-106.1.0+up0.12.2:0.12.2 in pending-upgrade state for 6 minutes | ''
            CAPI_CLUSTER | Waiting for CAPI cluster fleet-local/local to be provisioned (current phase: Provisioning, current generation: 2)... | fleet-local/local
            CAPI_CLUSTER | CAPI cluster fleet-local/local reconcile in progress (phase=Provisioned, observed=2, metadata=3), resetting stability timer. | fleet-local/local
            FLEET_AGENT | waiting for fleet-agent creation timestamp to be updated | ''
            FLEET_AGENT | fleet-agent is old, 1729774674 < 1729774700, continue | ''
            FLEET_UPGRADE | wait for new field agentTLSMode in clusters.fleet.cattle.io crd | ''
            FLEET_CLUSTER | cluster.fleet -n fleet-local local condition Ready is false, continue | fleet-local local
            CHART_INDEX | Waiting for cluster repo catalog index update... | ''
            CHART_INDEX | Waiting for clusterrepo rancher-charts catalog index update... | rancher-charts
            CHART_SERVER | Waiting for harvester-cluster-repo deployment ready... | harvester-cluster-repo
            MANAGED_CHART | Waiting for ManagedChart fleet-local/harvester from generation 6 | fleet-local/harvester
            MANAGED_CHART | Current version: 1.4.3, Current state: OutOfSync, Current generation: 6 | ''
            KUBEVIRT | KubeVirt current version: v1.3.1, target version: v1.4.0 | ''
            LONGHORN_MANAGER | Waiting for longhorn-manager to be upgraded (1/3)... | ''
            INSTANCE_MANAGER | instance-manager (aio) (image=longhornio/longhorn-instance-manager:v1.8.1) count is not 1 on node kore, will retry... | kore
            INSTANCE_MANAGER | instance-manager (aio)(v1) (image=longhornio/longhorn-instance-manager:v1.8.1) state is not running on node kore, will retry... | kore
            ADDON | wait addon status to be AddonDeploySuccessful | ''
            ADDON | current status is AddonUpdating, continue wait: 12 | ''
            BUNDLES | some bundles are not ready | ''
            ROLLOUT | wait rollout -n cattle-system deployment rancher | cattle-system deployment rancher
            ROLLOUT | Waiting for deployment "rancher" rollout to finish: 1 out of 3 new replicas have been updated... | rancher
            """)
    void everyLineHasItsMeaning(ScriptWait.Kind kind, String line, String about) {
        ScriptWait wait = ScriptWait.of(log(line)).orElseThrow();

        assertThat(wait.kind()).isEqualTo(kind);
        assertThat(wait.about()).isEqualTo(about);
    }

    @ParameterizedTest
    @EnumSource(ScriptWait.Kind.class)
    void everyKindIsSaidInBothLanguages(ScriptWait.Kind kind) {
        ScriptWait wait = new ScriptWait(kind, "fleet-local/harvester", null, new PodLog.Line(null, ""));

        for (Phrasebook phrases : new Phrasebook[] {Phrasebook.english(), new Phrasebook(Phrasebook.CHINESE)}) {
            assertThat(phrases.say(wait.what()))
                    .contains("fleet-local/harvester")
                    .doesNotContain("analysis.");
            assertThat(phrases.say(wait.where())).doesNotContain("analysis.");
        }
    }

    @Test
    void sinceTheRepetitionBegan() {
        ScriptWait wait = ScriptWait.of(log(
                        "2025-09-02T06:43:00Z Upgrading Harvester managedchart fleet-local/harvester",
                        "2025-09-02T06:43:10Z Waiting for ManagedChart fleet-local/harvester from generation 6",
                        "2025-09-02T06:43:10Z Target version: 1.5.1, Target state: ready",
                        "2025-09-02T06:43:11Z Current version: 1.5.1, Current state: null, Current generation: 6",
                        "2025-09-02T06:43:16Z Sleep for 5 seconds to retry",
                        "2025-09-02T06:59:50Z Current version: 1.5.1, Current state: null, Current generation: 6",
                        ""))
                .orElseThrow();

        assertThat(wait.since()).isEqualTo(Instant.parse("2025-09-02T06:43:10Z"));
        assertThat(wait.about()).isEqualTo("fleet-local/harvester");
        assertThat(Phrasebook.english().say(wait.what()))
                .isEqualTo("a ManagedChart to be applied (fleet-local/harvester)");
    }

    @Test
    void workIsNoWait() {
        assertThat(ScriptWait.of(log(
                        "Waiting for longhorn-manager to be upgraded (2/3)...",
                        "Upgrading Managedchart rancher-monitoring-crd to 105.1.2+up61.3.2")))
                .isEmpty();
        assertThat(ScriptWait.of(log())).isEmpty();
        assertThat(ScriptWait.of(log(" ", ""))).isEmpty();
    }

    @Test
    void aLogWithoutTimesStillTellsWhat() {
        ScriptWait wait = ScriptWait.of(log("Waiting for CAPI cluster fleet-local/local to be provisioned..."))
                .orElseThrow();

        assertThat(wait.since()).isNull();
        assertThat(wait.kind()).isEqualTo(ScriptWait.Kind.CAPI_CLUSTER);
    }
}
