package io.gleaner.analysis;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.Machine;
import io.gleaner.model.MachinePlan;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what belongs to a node, each kind read once. */
public final class NodePhase {
    private static final String NODE_LABEL = "harvesterhci.io/node";
    private static final String TYPE_LABEL = "harvesterhci.io/upgradeJobType";

    private NodePhase() {}

    /** The nodes of an upgrade whose node phase goes on; none at any other time. */
    public static List<NodeWork> running(Situation situation) {
        boolean running = situation.upgradeGoesOn()
                && situation
                        .upgradeIfAny()
                        .filter(upgrade -> upgrade.phase() == Phase.NODES)
                        .isPresent();
        return running
                ? situation
                        .state()
                        .latestUpgrade()
                        .map(upgrade -> of(situation.state(), upgrade))
                        .orElse(List.of())
                : List.of();
    }

    /** The nodes in the order of the Upgrade. */
    static List<NodeWork> of(ClusterState state, Upgrade upgrade) {
        Map<String, ClusterNode> nodes = new HashMap<>();
        state.nodes().forEach(node -> nodes.put(node.name(), node));
        Map<String, Job> jobs = hookJobs(state, upgrade);
        Map<String, MachinePlan> plans = plans(state);
        return upgrade.nodes().stream()
                .map(status -> work(state, upgrade, status, nodes, jobs, plans))
                .toList();
    }

    private static NodeWork work(
            ClusterState state,
            Upgrade upgrade,
            NodeUpgrade status,
            Map<String, ClusterNode> nodes,
            Map<String, Job> jobs,
            Map<String, MachinePlan> plans) {
        String node = status.node();
        return new NodeWork(
                state,
                upgrade,
                status,
                Optional.ofNullable(nodes.get(node)),
                Optional.ofNullable(jobs.get(key("pre-drain", node))),
                Optional.ofNullable(jobs.get(key("post-drain", node))),
                Optional.ofNullable(plans.get(node)));
    }

    private static Map<String, Job> hookJobs(ClusterState state, Upgrade upgrade) {
        Map<String, Job> jobs = new HashMap<>();
        Comparator<Job> age =
                Comparator.comparing(Job::started, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        for (Job job : state.jobs()) {
            boolean ours = job.metadata()
                    .label(Upgrade.UPGRADE_LABEL)
                    .filter(upgrade.name()::equals)
                    .isPresent();
            Optional<String> node = job.metadata().label(NODE_LABEL);
            Optional<String> type = job.metadata().label(TYPE_LABEL);
            if (ours && node.isPresent() && type.isPresent()) {
                jobs.merge(key(type.get(), node.get()), job, (one, other) -> age.compare(one, other) > 0 ? one : other);
            }
        }
        return jobs;
    }

    private static String key(String type, String node) {
        return type + " " + node;
    }

    /** By node, the Secret its hooks are asked for and answered in; a Machine tells which node it is. */
    public static Map<String, MachinePlan> plans(ClusterState state) {
        Map<String, String> nodes = new HashMap<>();
        for (Machine machine : state.provisioning().machines()) {
            nodes.put(machine.name(), machine.node());
        }
        Map<String, MachinePlan> plans = new HashMap<>();
        for (MachinePlan plan : state.provisioning().machinePlans()) {
            String node = nodes.getOrDefault(plan.machine(), "");
            if (!node.isEmpty()) {
                plans.put(node, plan);
            }
        }
        return plans;
    }
}
