package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.source.ClusterWriter;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.AccessPolicy;
import io.gleaner.source.scenario.ScenarioWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class GuardTest {
    private static final String MANIFEST = "harvesterhci.io/upgradeComponent=manifest";

    @TempDir
    private Path folder;

    private Incident incident;
    private PlanStep step;

    @BeforeEach
    void open() {
        incident = new Incident(folder);
        step = incident.plan("harvester-crd").steps().getFirst();
    }

    @AfterEach
    void close() {
        incident.close();
    }

    /** What the refusing guards saw; empty when all let it pass. */
    private List<String> refusals() {
        return refusals(incident.writer());
    }

    private List<String> refusals(ClusterWriter writer) {
        return Guard.checkAll(new LiveFacts(writer, incident.state().origin()), step).stream()
                .filter(result -> !result.passed())
                .map(result -> say(result.fact()))
                .toList();
    }

    private ObjectNode upgrade() {
        return incident.cluster().list(ResourceKind.UPGRADE).getFirst();
    }

    private ObjectNode only(ResourceKind kind, String selector) {
        return incident.cluster().list(kind, "harvester-system", selector).getFirst();
    }

    @Test
    void allPassAfterTheUpgradeHasFailed() {
        assertThat(refusals()).isEmpty();
    }

    @Test
    void jobBetweenTwoTriesIsStillActive() {
        incident.startManifestJob();
        ObjectNode job = only(ResourceKind.JOB, MANIFEST);
        ((ObjectNode) job.path("status")).put("active", 0);
        incident.cluster().updateStatus(job, "kube-controller-manager");

        assertThat(refusals()).singleElement().asString().contains("is not finished");
    }

    @Test
    void jobThatOnlyIntendsToFailIsStillActive() {
        ObjectNode job = only(ResourceKind.JOB, MANIFEST);
        ObjectNode status = (ObjectNode) job.path("status");
        status.putArray("conditions").addObject().put("type", "FailureTarget").put("status", "True");
        incident.cluster().updateStatus(job, "kube-controller-manager");

        assertThat(refusals()).singleElement().asString().contains("is not finished");
    }

    @Test
    void theScriptOfTheSecondEngineIsSeenAsWell() {
        ObjectNode job = only(ResourceKind.JOB, MANIFEST).deepCopy();
        ObjectNode metadata = (ObjectNode) job.path("metadata");
        metadata.put("name", "upgrade-plan-cluster-upgrade");
        metadata.remove(List.of("uid", "resourceVersion", "managedFields", "ownerReferences"));
        metadata.putObject("labels").put("management.harvesterhci.io/upgrade-component", "cluster-upgrade");
        job.putObject("status").put("active", 1);
        incident.cluster().create(job, "upgrade-toolkit");

        assertThat(refusals()).singleElement().asString().contains("upgrade-plan-cluster-upgrade");
    }

    @Test
    void suspendedJobWithoutPodsIsNotActive() {
        incident.startManifestJob();
        ObjectNode job = only(ResourceKind.JOB, MANIFEST);
        ((ObjectNode) job.path("spec")).put("suspend", true);
        job = incident.cluster().update(job, "operator");
        ((ObjectNode) job.path("status")).put("active", 0);
        incident.cluster().updateStatus(job, "kube-controller-manager");

        assertThat(refusals()).isEmpty();
    }

    @Test
    void podThatOutlivesItsJobIsActive() {
        ObjectNode pod = only(ResourceKind.POD, MANIFEST);
        ((ObjectNode) pod.path("status")).put("phase", "Running");
        ((ObjectNode) pod.path("metadata")).remove("ownerReferences");
        pod = incident.cluster().update(pod, "kubelet");
        ((ObjectNode) pod.path("status")).put("phase", "Running");
        incident.cluster().updateStatus(pod, "kubelet");
        ObjectNode job = only(ResourceKind.JOB, MANIFEST);
        incident.cluster()
                .delete(ResourceKind.JOB.ref(
                        "harvester-system", job.at("/metadata/name").asString()));

        assertThat(refusals()).singleElement().asString().contains("is Running");
    }

    @Test
    void upgradeInItsSystemServicesPhaseRefuses() {
        ObjectNode upgrade = upgrade();
        ((ObjectNode) upgrade.at("/metadata/labels")).put("harvesterhci.io/upgradeState", "UpgradingSystemServices");
        incident.cluster().update(upgrade, "harvester");

        assertThat(refusals()).singleElement().asString().contains("system services phase");
    }

    @Test
    void conditionSpeaksWhereTheLabelIsMissing() {
        ObjectNode upgrade = upgrade();
        ((ObjectNode) upgrade.at("/metadata/labels")).remove("harvesterhci.io/upgradeState");
        upgrade.at("/status/conditions").forEach(condition -> {
            if (List.of("Completed", "SystemServicesUpgraded")
                    .contains(condition.path("type").asString())) {
                ((ObjectNode) condition).put("status", "Unknown");
            }
        });
        incident.cluster().update(upgrade, "harvester");

        assertThat(refusals()).singleElement().asString().contains("system services phase");
    }

    @Test
    void upgradeBeingDeletedIsWaitedFor() {
        ObjectNode upgrade = upgrade();
        ((ObjectNode) upgrade.path("metadata")).put("deletionTimestamp", "2025-07-15T09:50:00Z");
        incident.cluster().update(upgrade, "operator");

        assertThat(refusals())
                .singleElement()
                .asString()
                .contains("is being deleted")
                .contains("error syncing");
    }

    @Test
    void noUpgradeObjectIsNoObstacle() {
        ObjectNode upgrade = upgrade();
        incident.cluster()
                .delete(ResourceKind.UPGRADE.ref(
                        "harvester-system", upgrade.at("/metadata/name").asString()));

        assertThat(refusals()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotPassed() {
        ClusterWriter blind = new ScenarioWriter(
                incident.cluster(),
                new AccessPolicy(
                        "half-blind",
                        (_, kind) -> kind != ResourceKind.JOB
                                && kind != ResourceKind.UPGRADE
                                && kind != ResourceKind.BUNDLE_DEPLOYMENT));

        assertThat(refusals(blind)).hasSize(3).allMatch(fact -> fact.contains("does not count as passed"));
    }

    @Test
    void unreadableFleetClusterDoesNotRefuse() {
        ClusterWriter blind = new ScenarioWriter(
                incident.cluster(), new AccessPolicy("nearly-all", (_, kind) -> kind != ResourceKind.FLEET_CLUSTER));

        assertThat(refusals(blind)).isEmpty();
    }

    @Test
    void pausedFleetClusterIsToldButDoesNotRefuse() {
        ObjectNode cluster = incident.cluster().list(ResourceKind.FLEET_CLUSTER).getFirst();
        ((ObjectNode) cluster.path("spec")).put("paused", true);
        incident.cluster().update(cluster, "somebody");

        assertThat(Guard.checkAll(
                        new LiveFacts(incident.writer(), incident.state().origin()), step))
                .allMatch(GuardResult::passed)
                .anySatisfy(result -> assertThat(say(result.fact())).contains("keeps every BundleDeployment paused"));
    }

    @Test
    void chartThatRancherCannotResolveRefuses() {
        ObjectNode chart = incident.chartJson("harvester-crd");
        chart.at("/status/conditions").forEach(condition -> {
            if (condition.path("type").asString().equals("Defined")) {
                ((ObjectNode) condition)
                        .put("status", "False")
                        .put("message", "no chart version found for harvester-crd-1.4.3");
            }
        });
        incident.cluster().updateStatus(chart, "rancher");

        assertThat(refusals()).singleElement().asString().contains("no chart version found");
    }

    @Test
    void chartMadeAnewUnderItsNameRefuses() {
        ObjectNode chart = incident.chartJson("harvester-crd");
        incident.cluster().delete(Incident.chart("harvester-crd"));
        ((ObjectNode) chart.path("metadata")).put("uid", "another");
        incident.cluster().create(chart, "somebody");

        assertThat(refusals()).anyMatch(fact -> fact.contains("made anew"));
    }
}
