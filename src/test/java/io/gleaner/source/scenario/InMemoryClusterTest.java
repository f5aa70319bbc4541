package io.gleaner.source.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ClusterRequestException.Reason;
import io.gleaner.source.ClusterSource.Subscription;
import io.gleaner.source.ResourceKind;
import io.gleaner.source.scenario.InMemoryCluster.ChangeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class InMemoryClusterTest {
    private static final ObjectRef UPGRADE = ResourceKind.UPGRADE.ref("harvester-system", "hvst-upgrade-x");
    private static final ObjectRef JOB = ResourceKind.JOB.ref("harvester-system", "hvst-upgrade-x-apply-manifests");
    private static final ObjectRef POD = ResourceKind.POD.ref("harvester-system", "hvst-upgrade-x-apply-manifests-1");
    private static final ObjectRef CHART = ResourceKind.MANAGED_CHART.ref("fleet-local", "harvester");

    private Instant now = Instant.parse("2025-07-15T09:00:00Z");
    private final InstantSource clock = () -> now;
    private final InMemoryCluster cluster = new InMemoryCluster(clock);

    @Test
    void updateFromAnOlderVersionIsAConflict() {
        ObjectNode old = cluster.create(KubernetesJson.object(CHART), "rancherd");
        cluster.update(paused(old, true), "kubectl-edit");

        assertThatThrownBy(() -> cluster.update(paused(old, false), "kubectl-patch"))
                .isInstanceOfSatisfying(
                        ClusterRequestException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CONFLICT))
                .hasMessage(
                        "Operation cannot be fulfilled on managedcharts.management.cattle.io \"harvester\": the object has been modified; please apply your changes to the latest version and try again");
        assertThat(cluster.get(CHART).at("/spec/paused").asBoolean()).isTrue();
    }

    @Test
    void nobodyChangesWhatIsTheServers() {
        ObjectNode stored = cluster.create(KubernetesJson.object(CHART), "rancherd");
        ObjectNode proposed = paused(stored.deepCopy(), true);
        KubernetesJson.metadata(proposed).put("uid", "another").put("generation", 99);

        ObjectNode updated = cluster.update(proposed, "kubectl-edit");

        assertThat(updated.at("/metadata/uid")).isEqualTo(stored.at("/metadata/uid"));
        assertThat(updated.at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    void sameNameTwiceIsAConflict() {
        cluster.create(KubernetesJson.object(CHART), "rancherd");

        assertThatThrownBy(() -> cluster.create(KubernetesJson.object(CHART), "rancherd"))
                .hasMessage("managedcharts.management.cattle.io \"harvester\" already exists");
    }

    @Test
    void managedFieldsTellTheLastWriterOfAFieldAndTheTimeOfItsEntry() {
        cluster.create(paused(KubernetesJson.object(CHART), false), "rancherd");
        now = now.plusSeconds(60);
        ObjectNode object = cluster.update(paused(cluster.get(CHART), true), "kubectl-patch");

        assertThat(object.at("/metadata/managedFields").toString())
                .contains("\"manager\":\"kubectl-patch\"")
                .contains("\"time\":\"2025-07-15T09:01:00Z\"")
                .contains("\"fieldsV1\":{\"f:spec\":{\"f:paused\":{}}}")
                .doesNotContain("rancherd");
    }

    @Test
    void listenerHearsOfAChangeBeforeTheCallThatMadeItReturns() {
        List<String> heard = new ArrayList<>();
        Subscription subscription = cluster.watch(change -> heard.add(change.type() + " " + change.ref()));
        cluster.create(KubernetesJson.object(CHART), "rancherd");
        cluster.update(paused(cluster.get(CHART), true), "kubectl-patch");
        cluster.update(paused(cluster.get(CHART), true), "kubectl-patch");
        cluster.delete(CHART);
        subscription.close();
        cluster.create(KubernetesJson.object(CHART), "rancherd");

        String chart = " ManagedChart fleet-local/harvester";
        assertThat(heard)
                .containsExactly(ChangeType.ADDED + chart, ChangeType.MODIFIED + chart, ChangeType.DELETED + chart);
    }

    @Test
    void everyListenerHearsTheSameOrderEvenWhenOneOfThemWrites() {
        List<Boolean> heard = new ArrayList<>();
        cluster.create(paused(KubernetesJson.object(CHART), true), "rancherd");
        cluster.watch(change -> {
            if (!change.object().at("/spec/paused").asBoolean()) {
                cluster.update(paused(cluster.get(CHART), true), "somebody");
            }
        });
        cluster.watch(change -> heard.add(change.object().at("/spec/paused").asBoolean()));

        cluster.update(paused(cluster.get(CHART), false), "gleaner");

        assertThat(heard).containsExactly(false, true);
    }

    @Test
    void deletedOwnerTakesWhatItOwnsAlong() {
        cluster.create(KubernetesJson.object(UPGRADE), "harvester");
        cluster.create(owned(JOB, UPGRADE), "harvester");
        cluster.create(owned(POD, JOB), "job-controller");
        cluster.create(KubernetesJson.object(CHART), "rancherd");

        cluster.delete(UPGRADE);

        assertThat(cluster.find(JOB)).isEmpty();
        assertThat(cluster.find(POD)).isEmpty();
        assertThat(cluster.find(CHART)).isPresent();
    }

    @Test
    void whatIsHandedOutIsACopy() {
        cluster.create(paused(KubernetesJson.object(CHART), true), "rancherd");

        paused(cluster.get(CHART), false);
        cluster.list(ResourceKind.MANAGED_CHART).forEach(chart -> chart.remove("spec"));

        assertThat(cluster.get(CHART).at("/spec/paused").asBoolean()).isTrue();
    }

    private static ObjectNode paused(ObjectNode object, boolean paused) {
        KubernetesJson.child(object, "spec").put("paused", paused);
        return object;
    }

    private ObjectNode owned(ObjectRef ref, ObjectRef owner) {
        ObjectNode object = KubernetesJson.object(ref);
        KubernetesJson.metadata(object)
                .putArray("ownerReferences")
                .addObject()
                .put("kind", owner.kind())
                .put("name", owner.name())
                .set("uid", cluster.get(owner).at("/metadata/uid"));
        return object;
    }
}
