package io.gleaner.analysis;

import io.gleaner.analysis.HookLog.Step;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Condition;
import io.gleaner.model.ControlPlane;
import io.gleaner.model.DisruptionBudget;
import io.gleaner.model.Known;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.model.VirtualMachineInstance;
import io.gleaner.model.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node of the node phase waits for, in one sentence. Says what is, not whether it is normal. */
public final class NodeWait {
    private final ClusterState state;
    private final List<NodeWork> nodes;

    private NodeWait(ClusterState state, List<NodeWork> nodes) {
        this.state = state;
        this.nodes = nodes;
    }

    /** By node; empty unless the node phase of this upgrade goes on. Nodes that wait for nothing are absent. */
    public static Map<String, Text> of(ClusterState state, Upgrade upgrade) {
        boolean running = upgrade.metadata().deleting() == null
                && upgrade.conditions().status(PhaseDetector.COMPLETED) == Known.UNKNOWN
                && (upgrade.conditions().isPending(PhaseDetector.NODES_UPGRADED)
                        || upgrade.conditions().isTrue(PhaseDetector.SYSTEM_SERVICES));
        if (!running) {
            return Map.of();
        }
        List<NodeWork> nodes = NodePhase.of(state, upgrade);
        NodeWait wait = new NodeWait(state, nodes);
        Map<String, Text> sentences = new LinkedHashMap<>();
        nodes.forEach(node -> wait.sentence(node).ifPresent(text -> sentences.put(node.name(), text)));
        return sentences;
    }

    /** For a single node; ask for all at once when there are several. */
    public static Optional<Text> of(ClusterState state, Upgrade upgrade, NodeUpgrade node) {
        return Optional.ofNullable(of(state, upgrade).get(node.node()));
    }

    private Optional<Text> sentence(NodeWork node) {
        return switch (node.status().state()) {
            case NodeWork.PRELOADED -> Optional.of(beforeIt(node));
            case NodeWork.PAUSED -> Optional.of(Text.of("analysis.nodeWait.paused"));
            case NodeWork.PRE_DRAINING -> Optional.of(preDraining(node));
            case NodeWork.PRE_DRAINED -> Optional.of(draining(node));
            case NodeWork.POST_DRAINING -> Optional.of(postDraining(node));
            case NodeWork.WAITING_REBOOT -> Optional.of(booting(node));
            case NodeWork.SUCCEEDED ->
                node.node()
                        .filter(ClusterNode::unschedulable)
                        .map(_ -> withRancher(Text.of("analysis.nodeWait.uncordon"), node));
            default -> Optional.empty();
        };
    }

    /** Harvester takes one node at a time, and Rancher chooses which. */
    private Text beforeIt(NodeWork node) {
        Optional<NodeWork> busy = nodes.stream()
                .filter(other -> other.isBusy() && !other.name().equals(node.name()))
                .findFirst();
        if (busy.isPresent()) {
            return Text.of(
                    "analysis.nodeWait.turn",
                    busy.get().name(),
                    busy.get().status().state());
        }
        return node.isAskedToDrain()
                ? Text.of("analysis.nodeWait.harvester")
                : withRancher(Text.of("analysis.nodeWait.rancher"), node);
    }

    private Text preDraining(NodeWork node) {
        Optional<HookLog> log = node.log();
        List<VirtualMachineInstance> machines = DrainBlockers.machinesOn(state, node.name());
        boolean leaving = node.node()
                .filter(found -> found.hasTaint(ClusterNode.DRAIN_TAINT))
                .isPresent();
        if (says(log, Step.BUDGETS)) {
            return Text.of(
                    "analysis.nodeWait.budgets",
                    DrainBlockers.evacuations(state).stream()
                            .map(DisruptionBudget::name)
                            .toList());
        }
        if (says(log, Step.MACHINES) || (log.isEmpty() && leaving && !machines.isEmpty())) {
            return machines.isEmpty()
                    ? Text.of("analysis.nodeWait.machinesGone")
                    : Text.of(
                            "analysis.nodeWait.machines",
                            machines.size(),
                            machines.stream()
                                    .map(machine -> machine.metadata().ref().path())
                                    .toList());
        }
        if (says(log, Step.RETRY)) {
            return Text.of("analysis.nodeWait.retry", log.orElseThrow().pod());
        }
        List<Volume> volumes = DrainBlockers.unhealthyVolumes(state);
        if ((says(log, Step.VOLUMES) || (log.isEmpty() && !leaving)) && !volumes.isEmpty()) {
            return Text.of(
                    "analysis.nodeWait.volumes",
                    volumes.size(),
                    volumes.stream().map(Volume::name).toList());
        }
        return Text.of("analysis.nodeWait.preDrain");
    }

    private Text draining(NodeWork node) {
        if (node.isAskedToFinish()) {
            return Text.of("analysis.nodeWait.finish");
        }
        if (node.isAtTargetKubernetes()) {
            return withRancher(Text.of("analysis.nodeWait.settling", node.targetKubernetes()), node);
        }
        List<DisruptionBudget> refusing = DrainBlockers.refusing(state, node.name());
        return refusing.isEmpty()
                ? withRancher(Text.of("analysis.nodeWait.drain"), node)
                : Text.of(
                        "analysis.nodeWait.refused",
                        refusing.stream()
                                .map(budget -> budget.metadata().ref().path())
                                .toList());
    }

    private Text postDraining(NodeWork node) {
        Optional<HookLog> log = node.log();
        if (says(log, Step.RETRY)) {
            return Text.of("analysis.nodeWait.retry", log.orElseThrow().pod());
        }
        if (says(log, Step.REPOSITORY)) {
            return Text.of("analysis.nodeWait.repository");
        }
        if (says(log, Step.RKE2) || (log.isEmpty() && node.isBehindTargetKubernetes())) {
            return Text.of("analysis.nodeWait.kubernetes", node.targetKubernetes());
        }
        return node.targetSystem()
                .map(system -> Text.of("analysis.nodeWait.system", system))
                .orElse(Text.of("analysis.nodeWait.postDrain"));
    }

    private static Text booting(NodeWork node) {
        if (node.notReadySince().isPresent()) {
            return Text.of("analysis.nodeWait.back");
        }
        return node.targetSystem()
                .map(system -> Text.of(
                        "analysis.nodeWait.reboot",
                        system,
                        node.node().map(ClusterNode::osImage).orElse("")))
                .orElse(Text.of("analysis.nodeWait.rebootUnknown"));
    }

    private static boolean says(Optional<HookLog> log, Step step) {
        return log.filter(each -> each.step() == step).isPresent();
    }

    private Text withRancher(Text sentence, NodeWork node) {
        return rancherSays(state, node)
                .map(message -> Text.of("analysis.nodeWait.rancherSays", sentence, message))
                .orElse(sentence);
    }

    /** Rancher's planner tells about a node by its Machine, in a condition that is not True. */
    public static Optional<String> rancherSays(ClusterState state, NodeWork node) {
        String machine = node.plan()
                .map(plan -> plan.machine())
                .filter(name -> !name.isEmpty())
                .orElse(node.name());
        return state.provisioning().controlPlanes().stream()
                .map(ControlPlane::conditions)
                .flatMap(conditions -> conditions.all().stream())
                .filter(condition -> !condition.status().isYes())
                .map(Condition::message)
                .filter(message -> message.contains(machine))
                .findFirst();
    }
}
