package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.CapiCluster;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.Machine;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes as Rancher's provisioning sees them: the node phase works with that. */
public final class ProvisioningChecks {
    private static final ObjectRef LOCAL = new ObjectRef("cluster.x-k8s.io/v1beta1", "Cluster", "fleet-local", "local");
    private static final ObjectRef KUBECONFIG = new ObjectRef("v1", "Secret", "fleet-local", "local-kubeconfig");
    private static final String MACHINE = "cluster.x-k8s.io/machine";
    private static final String MANAGED = "harvesterhci.io/managed";
    private static final String CLUSTER_NAME = "cluster.x-k8s.io/cluster-name";

    public static final Check CAPI_CLUSTER = Check.of(
                    "capi-cluster",
                    ProvisioningChecks::notProvisioned,
                    Source.webhook(5, "checkResources"),
                    Source.script(7, "CAPI-Cluster-State"))
            .requiring(Requirement.CAPI_CLUSTERS)
            .repairedBy("kubectl describe clusters.cluster.x-k8s.io -n fleet-local local")
            .known("harvester/harvester#3041", "harvester/harvester#3863");

    public static final Check CAPI_CLUSTER_PAUSED = Check.of(
                    "capi-cluster-paused", ProvisioningChecks::paused, Source.script(8, "CAPI-Cluster-Pause"))
            .requiring(Requirement.CAPI_CLUSTERS)
            .repairedBy("kubectl edit clusters.cluster.x-k8s.io -n fleet-local local")
            .known("harvester/harvester#6432", "harvester/upgrade-helpers pre-check/v1.x/check.sh");

    public static final Check MACHINES_RUNNING = Check.of(
                    "machines-running",
                    ProvisioningChecks::notRunning,
                    Source.webhook(12, "checkMachines"),
                    Source.script(10, "CAPI-Machine-State"))
            .requiring(Requirement.CAPI_MACHINES)
            .repairedBy("kubectl get machines.cluster.x-k8s.io -n fleet-local")
            .known("harvester/harvester#6041");

    /** The script counts; the webhook compares name by name from v1.5.1 on. */
    public static final Check NODES_MATCH_MACHINES = Check.of(
                    "nodes-match-machines",
                    ProvisioningChecks::mismatches,
                    Source.webhook(13, "checkNodeMachineMatching"),
                    Source.script(9, "CAPI-Machine-Count"))
            .requiring(Requirement.NODES, Requirement.CAPI_MACHINES)
            .repairedBy("kubectl get machines.cluster.x-k8s.io -n fleet-local -o wide")
            .known("harvester/harvester#6041", "harvester/harvester#6432");

    public static final Check KUBECONFIG_SECRET = Check.of(
                    "kubeconfig-secret", ProvisioningChecks::kubeconfig, Source.script(16, "Kubeconfig-Secret"))
            .requiring(Requirement.LOCAL_SECRETS)
            .repairedBy("kubectl label secret local-kubeconfig -n fleet-local " + CLUSTER_NAME + "=local")
            .known("docs: Upgrade from v1.2.2 to v1.3.1, known issues");

    private ProvisioningChecks() {}

    private static Stream<Affected> notProvisioned(Situation situation) {
        Optional<CapiCluster> cluster = local(situation);
        return cluster.isEmpty()
                ? Stream.of(Affected.stops(LOCAL, "precheck.capi-cluster.missing"))
                : cluster.stream()
                        .filter(each -> !each.phase().equals("Provisioned"))
                        .map(each -> Affected.stops(
                                each.metadata().ref(),
                                "precheck.capi-cluster.phase",
                                each.phase().isEmpty() ? "–" : each.phase()));
    }

    private static Stream<Affected> paused(Situation situation) {
        return local(situation).stream()
                .filter(CapiCluster::paused)
                .map(cluster -> Affected.stops(cluster.metadata().ref(), "precheck.capi-cluster-paused.paused"));
    }

    private static Optional<CapiCluster> local(Situation situation) {
        return situation.state().provisioning().capiClusters().stream()
                .filter(cluster -> cluster.metadata().name().equals("local"))
                .findFirst();
    }

    private static Stream<Affected> notRunning(Situation situation) {
        return situation.state().provisioning().machines().stream()
                .filter(machine -> !machine.phase().equals("Running"))
                .map(machine -> Affected.stops(
                        machine.metadata().ref(),
                        "precheck.machines-running.phase",
                        machine.phase().isEmpty() ? "–" : machine.phase()));
    }

    private static Stream<Affected> mismatches(Situation situation) {
        List<Machine> machines = situation.state().provisioning().machines();
        List<ClusterNode> nodes = situation.state().nodes();
        Map<String, String> nodeOfMachine =
                machines.stream().collect(Collectors.toMap(Machine::name, Machine::node, (one, _) -> one));
        Map<String, String> machineOfNode = nodes.stream()
                .collect(Collectors.toMap(
                        ClusterNode::name,
                        node -> node.metadata().annotation(MACHINE).orElse(""),
                        (one, _) -> one));
        return Stream.concat(
                nodes.stream().flatMap(node -> mismatch(node, nodeOfMachine).stream()),
                machines.stream().flatMap(machine -> ghost(machine, machineOfNode).stream()));
    }

    private static Optional<Affected> mismatch(ClusterNode node, Map<String, String> nodeOfMachine) {
        Metadata metadata = node.metadata();
        if (!metadata.label(MANAGED).filter("true"::equals).isPresent()) {
            return Optional.of(Affected.stops(metadata.ref(), "precheck.nodes-match-machines.unmanaged", MANAGED));
        }
        String machine = metadata.annotation(MACHINE).orElse("");
        if (machine.isEmpty()) {
            return Optional.of(Affected.stops(metadata.ref(), "precheck.nodes-match-machines.unnamed", MACHINE));
        }
        String back = nodeOfMachine.get(machine);
        if (back == null) {
            return Optional.of(Affected.stops(metadata.ref(), "precheck.nodes-match-machines.noMachine", machine));
        }
        return back.equals(node.name())
                ? Optional.empty()
                : Optional.of(Affected.stops(
                        metadata.ref(),
                        "precheck.nodes-match-machines.otherNode",
                        machine,
                        back.isEmpty() ? "–" : back));
    }

    private static Optional<Affected> ghost(Machine machine, Map<String, String> machineOfNode) {
        ObjectRef ref = machine.metadata().ref();
        if (machine.node().isEmpty()) {
            return Optional.of(Affected.stops(ref, "precheck.nodes-match-machines.noNodeRef"));
        }
        return machineOfNode.containsKey(machine.node())
                ? Optional.empty()
                : Optional.of(Affected.stops(ref, "precheck.nodes-match-machines.ghost", machine.node()));
    }

    private static Stream<Affected> kubeconfig(Situation situation) {
        Optional<Metadata> secret = situation.state().platform().secret("fleet-local", "local-kubeconfig");
        if (secret.isEmpty()) {
            return Stream.of(Affected.stops(KUBECONFIG, "precheck.kubeconfig-secret.missing"));
        }
        return secret
                .filter(each -> each.label(CLUSTER_NAME).filter("local"::equals).isEmpty())
                .map(each -> Affected.stops(each.ref(), "precheck.kubeconfig-secret.noLabel", CLUSTER_NAME))
                .stream();
    }
}
