package io.gleaner.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.cases.CaseFile;
import io.gleaner.model.ClusterState;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.text.Phrasebook;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeWaitTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cases/upgrading-nodes/objects.yaml | kore | waits for its turn: juno is Pre-draining
                    cases/upgrading-nodes/objects.yaml | juno | waits for 1 virtual machine to leave it: shop/basket
                    rules/N01/fires.yaml               | juno | waits for 1 volume to be healthy: pvc-aaaa
                    rules/N03/fires.yaml               | juno | waits for KubeVirt to remove the PodDisruptionBudgets of its evacuations: kubevirt-migration-pdb-kubevirt-evacuation-b7x2k
                    rules/N04/fires.yaml               | juno | waits for Rancher to drain it; refused by PodDisruptionBudget longhorn-system/instance-manager-b2
                    rules/N04/silent-free.yaml         | juno | waits for Rancher to drain it and to upgrade RKE2; Rancher says: configuring control plane node(s) custom-2222juno: draining node
                    rules/N05/fires.yaml               | juno | waits for Harvester to start its pre-drain Job
                    rules/N05/fires.yaml               | kore | waits for Rancher to begin with it
                    rules/N07/fires.yaml               | juno | waits until it is un-paused; it is cordoned meanwhile
                    rules/N09/fires-without-log.yaml   | juno | waits for RKE2 to reach v1.35.2+rke2r1
                    rules/N10/fires.yaml               | juno | waits for the next try: the script ended in an error, see Pod harvester-system/hvst-upgrade-k7q2p-post-drain-juno-q9d4m
                    rules/N10/silent-next-try.yaml     | juno | waits until Harvester v1.8.0 is written to its disk
                    rules/N11/fires.yaml               | juno | waits until it has booted into Harvester v1.8.0; runs Harvester v1.7.1
                    rules/N13/fires.yaml               | iris | is upgraded; waits for Rancher to uncordon it; Rancher says: configuring control plane node(s) custom-1111iris: waiting for uncordon to finish
                    rules/N14/fires-at-work.yaml       | juno | boots, or does not come back: it is not ready
                    rules/N16/fires.yaml               | juno | waits for the upgrade repository
                    """)
    void saysWhatANodeWaitsFor(String file, String node, String sentence) {
        assertThat(waits(file).get(node)).extracting(Phrasebook.english()::say).isEqualTo(sentence);
    }

    @Test
    void aNodeThatIsThroughWaitsForNothing() {
        assertThat(waits("cases/upgrading-nodes/objects.yaml")).containsOnlyKeys("juno", "kore");
    }

    @Test
    void nothingWaitsOutsideTheNodePhase() {
        assertThat(waits("rules/N22/fires.yaml")).isEmpty();
        assertThat(waits("cases/script-at-work/objects.yaml")).isEmpty();
    }

    @Test
    void oneNodeIsToldAsAmongAll() {
        ClusterState state = CaseFile.readFile(RESOURCES.resolve("rules/N11/fires.yaml"));
        Upgrade upgrade = state.latestUpgrade().orElseThrow();
        NodeUpgrade juno = new NodeUpgrade("juno", NodeWork.WAITING_REBOOT, "", "");

        Optional<Text> sentence = NodeWait.of(state, upgrade, juno);

        assertThat(sentence).contains(NodeWait.of(state, upgrade).get("juno"));
    }

    private static Map<String, Text> waits(String file) {
        ClusterState state = CaseFile.readFile(RESOURCES.resolve(file));
        return NodeWait.of(state, state.latestUpgrade().orElseThrow());
    }
}
