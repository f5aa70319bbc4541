package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.apiserver.GleanerOnApiServer.Answer;
import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The plans beside resume-charts, by the commands of the terminal. */
class PlansOnApiServerTest {
    @RegisterExtension
    static final RealApiServer SERVER = new RealApiServer();

    private GleanerOnApiServer gleaner;

    @BeforeEach
    void sitDown(@TempDir Path workstation) {
        gleaner = new GleanerOnApiServer(workstation, SERVER.kubernetes());
        Incident.abortedBeforeChartServerSwitch(SERVER.api());
    }

    @Test
    void upgradeIsDismissedAndKeepsItsStatus() {
        ObjectRef upgrade = ResourceKind.UPGRADE.ref("harvester-system", Incident.UPGRADE);
        String status = SERVER.api().get(upgrade).path("status").toString();

        recovers("dismiss-upgrade");

        assertThat(SERVER.api()
                        .get(upgrade)
                        .at("/metadata/labels/harvesterhci.io~1read-message")
                        .asString())
                .isEqualTo("true");
        assertThat(SERVER.api().get(upgrade).path("status")).hasToString(status);
    }

    @Test
    void leftoverPlanIsDeletedByItsUid() {
        ObjectRef plan =
                ResourceKind.PLAN.ref("cattle-system", Incident.UPGRADE + "-skip-restart-rancher-system-agent");
        ObjectNode object = JsonMapper.shared()
                .createObjectNode()
                .put("apiVersion", plan.apiVersion())
                .put("kind", plan.kind());
        object.putObject("metadata").put("name", plan.name()).put("namespace", plan.namespace());
        object.putObject("spec").put("concurrency", 10);
        SERVER.api().create(object, "kubectl-create");

        recovers("remove-leftover-plans");

        assertThat(SERVER.api().list(ResourceKind.PLAN)).isEmpty();
        assertThat(gleaner.run("plan", "remove-leftover-plans").exitCode()).isEqualTo(6);
    }

    @Test
    void pausedBundleIsNotForced() {
        assertThat(gleaner.run("recover", "force-sync-bundle", "--chart", "harvester", "--yes")
                        .exitCode())
                .isEqualTo(6);
    }

    @Test
    void bundleIsAppliedAgain() {
        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            recovers("resume-charts");
            recovers("force-sync-bundle", "--chart", "harvester");
        }
        assertThat(SERVER.api()
                        .get(Incident.bundle("harvester"))
                        .at("/spec/forceSyncGeneration")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void chartIsNudgedAndTheLabelTakenBack() {
        try (var _ = SimulatedControllersOnApiServer.start(SERVER.api())) {
            recovers("nudge-chart", "--chart", "harvester");
            String run = gleaner.command(List.of("journal", "-o", "json"))
                    .json()
                    .at("/runs/0/runId")
                    .asString();
            assertThat(gleaner.run("undo", run, "--yes").exitCode()).isZero();
        }
        assertThat(SERVER.api()
                        .get(Incident.chart("harvester"))
                        .path("metadata")
                        .toString())
                .doesNotContain("gleaner.io/nudged");
    }

    private void recovers(String... plan) {
        String[] arguments = new String[plan.length + 2];
        arguments[0] = "recover";
        System.arraycopy(plan, 0, arguments, 1, plan.length);
        arguments[plan.length + 1] = "--yes";
        Answer answer = gleaner.run(arguments);
        assertThat(answer.exitCode()).as(answer.out() + answer.err()).isZero();
    }
}
