package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.apiserver.GleanerOnApiServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any other Kubernetes is told from a Harvester, and nothing else is said about it. */
class ClusterWithoutHarvesterTest {
    private static LocalKubernetes kubernetes;

    @BeforeAll
    static void start() {
        kubernetes = LocalKubernetes.start(RealApiServer.binaries(), Map.of());
    }

    @AfterAll
    static void stop() {
        if (kubernetes != null) {
            kubernetes.close();
        }
    }

    @Test
    void clusterWithoutHarvesterIsRefusedWithWhatWasLookedFor(@TempDir Path workstation) {
        Answer answer = new GleanerOnApiServer(workstation, kubernetes).run("diagnose");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("upgrades.harvesterhci.io").doesNotContain("Exception");
    }
}
