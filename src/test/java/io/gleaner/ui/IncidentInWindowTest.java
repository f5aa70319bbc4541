package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.apiserver.Incident;
import io.gleaner.apiserver.RealApiServer;
import io.gleaner.apiserver.SimulatedControllersOnApiServer;
import io.gleaner.model.ObjectRef;
import io.gleaner.recovery.RunResult;
import io.gleaner.source.bundle.Bundles;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.ui.connect.Clusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The main job, end to end, in the window, on a real API server. */
class IncidentInWindowTest extends WindowTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private static final long AT_ONCE = 1;
    private static final long AFTER_A_LOSS = 60;

    private Path kubeconfig;

    @BeforeEach
    void haveAKubeconfig(@TempDir Path workstation) throws IOException {
        kubeconfig = workstation.resolve("kubeconfig.yaml");
        Files.writeString(kubeconfig, SERVER.kubernetes().kubeconfig());
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
    }

    @Override
    Clusters openable() {
        return new InstalledClusters(
                new KubeconfigCatalogue(Map.of("KUBECONFIG", kubeconfig.toString()), kubeconfig.getParent()),
                new Bundles(kubeconfig.resolveSibling("state")),
                InstantSource.system());
    }

    @Test
    void pausedChartsAreUnderstoodResumedAndProven() {
        openTheCluster();
        assertThat(words("incident-headline")).contains("v1.4.3 → v1.5.1").contains("4 charts are still paused");

        press("incident-recommend");
        await("recovery-review");
        press("recovery-continue");
        await("recovery-preview-verdict");
        assertThat(Incident.CHARTS).allMatch(chart -> isPaused(Incident.chart(chart)));
        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            press("recovery-confirm");
            await("recovery-result");
        }

        assertThat(allWords("recovery-outcome")).contains("All 4 steps are done and verified");
        assertThat(Incident.CHARTS).noneMatch(chart -> isPaused(Incident.chart(chart)));
        assertThat(Incident.CHARTS).noneMatch(chart -> isPaused(Incident.bundle(chart)));
        assertThat(journal.runs()).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(RunResult.Outcome.SUCCEEDED);
            assertThat(run.steps()).hasSize(4);
        });

        press("recovery-incident");
        await("the screen says so too", () -> words("incident-headline").contains("all 4 charts are healthy"));
    }

    @Test
    void changeInTheClusterIsOnTheScreenWithinASecond() {
        openTheCluster();
        // The first change finds a window that is still busy with opening.
        pause("harvester", false);
        await("the window follows", () -> allWords("incident-charts").contains("not paused"));

        for (boolean paused : new boolean[] {true, false, true}) {
            pause("harvester", paused);
            await(
                    "the pause is on the screen",
                    AT_ONCE,
                    () -> allWords("incident-charts").contains("not paused") != paused);
        }
    }

    @Test
    void lostApiServerIsToldCalmlyAndFollowedAgainWhenItIsBack() {
        openTheCluster();

        SERVER.kubernetes().lose();
        await("the facts are told to be old", AFTER_A_LOSS, () -> isThere("incident-stale"));
        assertThat(allWords("incident-stale")).contains("The cluster does not answer; what you see is");
        assertThat(words("incident-headline")).contains("4 charts are still paused");

        SERVER.kubernetes().recover();
        pause("harvester", false);
        await(
                "the facts are new",
                AFTER_A_LOSS,
                () -> !isThere("incident-stale") && allWords("incident-charts").contains("not paused"));
    }

    private void openTheCluster() {
        open(new WindowRequest(null, null, null, null));
        await(
                "the context tells of the charts",
                () -> allWords("connect-contexts").contains("4 charts paused"));
        press("connect-open-context");
        await("incident-headline");
    }

    private static void pause(String chart, boolean paused) {
        SERVER.api()
                .change(
                        Incident.chart(chart),
                        "kubectl-edit",
                        object -> ((ObjectNode) object.path("spec")).put("paused", paused));
    }

    private static boolean isPaused(ObjectRef ref) {
        return SERVER.api().get(ref).at("/spec/paused").asBoolean(false);
    }
}
