package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.Condition;
import io.gleaner.model.Known;
import io.gleaner.model.Taint;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes as Kubernetes sees them. */
public final class NodeChecks {
    /** The webhook asks the kubelet at this address for the disk's state. */
    private static final String ADDRESS = "rke2.io/internal-ip";

    private static final Taint WITNESS = new Taint("node-role.kubernetes.io/etcd", "true", "NoExecute");

    public static final Check NODES_READY = Check.of(
                    "nodes-ready",
                    NodeChecks::notReady,
                    Source.webhook(10, "checkNodes"),
                    Source.script(6, "Node-Status"))
            .requiring(Requirement.NODES)
            .repairedBy("kubectl uncordon NODE")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    public static final Check WITNESS_NODES = Check.of(
                    "witness-nodes", NodeChecks::witnesses, Source.script(6, "Node-Status"))
            .requiring(Requirement.NODES)
            .repairedBy("kubectl taint node NODE node-role.kubernetes.io/etcd=true:NoExecute")
            .known("harvester/upgrade-helpers pre-check/v1.x/check.sh");

    public static final Check DISK_PRESSURE = Check.of("disk-pressure", NodeChecks::diskPressure, Source.OWN)
            .requiring(Requirement.NODES)
            .repairedBy("kubectl describe node NODE")
            .known("harvester/harvester#4965");

    /** An upgrade that stopped among the nodes leaves RKE2 at two versions; the next one may stop there again. */
    public static final Check NODE_VERSIONS = Check.of("node-versions", NodeChecks::versions, Source.OWN)
            .requiring(Requirement.NODES)
            .repairedBy("kubectl get nodes -o wide")
            .known("harvester/harvester#3055", "harvester/harvester#6203");

    private NodeChecks() {}

    private static Stream<Affected> notReady(Situation situation) {
        return situation.state().nodes().stream()
                .flatMap(node -> Stream.of(
                                node.ready().isYes()
                                        ? Optional.<Affected>empty()
                                        : stops(node, "precheck.nodes-ready.notReady"),
                                node.unschedulable()
                                        ? stops(node, "precheck.nodes-ready.cordoned")
                                        : Optional.<Affected>empty(),
                                node.metadata().annotations().containsKey(ADDRESS)
                                        ? Optional.<Affected>empty()
                                        : stops(node, "precheck.nodes-ready.noAddress", ADDRESS))
                        .flatMap(Optional::stream));
    }

    private static Optional<Affected> stops(ClusterNode node, String key, Object... arguments) {
        return Optional.of(Affected.stops(node.metadata().ref(), key, arguments));
    }

    private static Stream<Affected> witnesses(Situation situation) {
        List<ClusterNode> witnesses = situation.state().nodes().stream()
                .filter(ClusterNode::isWitness)
                .toList();
        return Stream.concat(
                witnesses.stream()
                        .skip(1)
                        .map(node -> Affected.stops(node.metadata().ref(), "precheck.witness-nodes.second")),
                witnesses.stream()
                        .filter(node -> !node.taints().contains(WITNESS))
                        .map(node -> Affected.stops(node.metadata().ref(), "precheck.witness-nodes.noTaint")));
    }

    private static Stream<Affected> diskPressure(Situation situation) {
        return situation.state().nodes().stream().flatMap(node -> diskPressure(node).stream());
    }

    /** A kubelet short of disk throws images away that an upgrade has just loaded. */
    public static Optional<Affected> diskPressure(ClusterNode node) {
        return node.conditions()
                .find("DiskPressure")
                .filter(condition -> condition.status() == Known.YES)
                .map(Condition::message)
                .map(message -> Affected.stops(node.metadata().ref(), "precheck.disk-pressure.pressure", message));
    }

    private static Stream<Affected> versions(Situation situation) {
        Map<String, Long> counts = situation.state().nodes().stream()
                .map(ClusterNode::kubeletVersion)
                .filter(version -> !version.isEmpty())
                .collect(Collectors.groupingBy(version -> version, Collectors.counting()));
        return counts.size() < 2
                ? Stream.of()
                : situation.state().nodes().stream()
                        .map(node -> new Affected(
                                Outcome.WARNING,
                                node.metadata().ref(),
                                Text.of("precheck.node-versions.runs", node.kubeletVersion(), node.osImage())));
    }
}
