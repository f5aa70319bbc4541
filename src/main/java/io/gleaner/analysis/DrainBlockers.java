package io.gleaner.analysis;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.DisruptionBudget;
import io.gleaner.model.InstanceManager;
import io.gleaner.model.Migration;
import io.gleaner.model.Pod;
import io.gleaner.model.VirtualMachineInstance;
import io.gleaner.model.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What keeps a node from being emptied. */
public final class DrainBlockers {
    private static final String LONGHORN = "longhorn-system";
    /** KubeVirt names the budget of a migration after it; its node drainer names its migrations. */
    private static final String MIGRATION_BUDGET = "kubevirt-migration-pdb-";

    private static final String EVACUATION_BUDGET = MIGRATION_BUDGET + "kubevirt-evacuation-";

    private DrainBlockers() {}

    /** Volumes in use that have to become healthy. */
    public static List<Volume> unhealthyVolumes(ClusterState state) {
        return state.longhorn().volumes().stream()
                .filter(volume -> volume.state().equals("attached")
                        && !volume.robustness().isEmpty()
                        && !volume.robustness().equals("healthy"))
                .toList();
    }

    /**
     * Whether every volume in use must be healthy. With two nodes that keep data or fewer, two working replicas are enough, which
     * only the engines tell.
     */
    public static boolean needsHealthyVolumes(ClusterState state) {
        return state.nodes().stream()
                        .filter(node -> !node.isWitness())
                        .map(ClusterNode::name)
                        .count()
                > 2;
    }

    /** Virtual machines that are still on the node. */
    public static List<VirtualMachineInstance> machinesOn(ClusterState state, String node) {
        return state.virtualization().instances().stream()
                .filter(instance ->
                        instance.node().equals(node) && !instance.phase().equals("Succeeded"))
                .toList();
    }

    /** Budgets of evacuations whose migration is over or gone. */
    public static List<DisruptionBudget> staleEvacuations(ClusterState state) {
        Set<String> moving = state.virtualization().migrations().stream()
                .filter(migration -> !migration.isFinished())
                .map(DrainBlockers::budgetName)
                .collect(Collectors.toCollection(HashSet::new));
        return evacuations(state).stream()
                .filter(budget -> !moving.contains(budget.metadata().ref().path()))
                .toList();
    }

    public static List<DisruptionBudget> evacuations(ClusterState state) {
        return state.platform().disruptionBudgets().stream()
                .filter(budget -> budget.name().startsWith(EVACUATION_BUDGET))
                .toList();
    }

    private static String budgetName(Migration migration) {
        return migration.metadata().ref().namespace() + "/" + MIGRATION_BUDGET
                + migration.metadata().name();
    }

    /** Budgets that refuse the eviction of a Pod of this node now. */
    public static List<DisruptionBudget> refusing(ClusterState state, String node) {
        List<DisruptionBudget> blocking = state.platform().disruptionBudgets().stream()
                .filter(DisruptionBudget::blocksEviction)
                .toList();
        if (blocking.isEmpty()) {
            return List.of();
        }
        Set<String> managers = state.longhorn().instanceManagers().stream()
                .filter(manager -> manager.node().equals(node))
                .map(InstanceManager::metadata)
                .map(metadata -> metadata.name())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<Pod>> pods = state.pods().stream()
                .filter(pod -> pod.node().equals(node) && pod.isActive())
                .collect(Collectors.groupingBy(DrainBlockers::namespace));
        return blocking.stream()
                .filter(budget -> isOfInstanceManager(budget)
                        ? managers.contains(budget.name()) || budget.selector().containsValue(node)
                        : pods.getOrDefault(namespace(budget), List.of()).stream()
                                .anyMatch(pod -> selects(budget, pod)))
                .toList();
    }

    /** Longhorn makes one for each instance manager that still serves something, and names it after it. */
    public static boolean isOfInstanceManager(DisruptionBudget budget) {
        return namespace(budget).equals(LONGHORN) && budget.name().startsWith("instance-manager");
    }

    private static boolean selects(DisruptionBudget budget, Pod pod) {
        return !budget.selector().isEmpty()
                && pod.metadata()
                        .labels()
                        .entrySet()
                        .containsAll(budget.selector().entrySet());
    }

    private static String namespace(DisruptionBudget budget) {
        return String.valueOf(budget.metadata().ref().namespace());
    }

    private static String namespace(Pod pod) {
        return String.valueOf(pod.metadata().ref().namespace());
    }

    /** Volumes that still are attached to the node though nothing that runs uses them. */
    public static List<Volume> leftAttached(ClusterState state, String node) {
        return state.longhorn().volumes().stream()
                .filter(volume ->
                        volume.node().equals(node) && volume.state().equals("attached") && !volume.hasRunningWorkload())
                .toList();
    }

    /** Volumes with one replica only: if it lies on the node, Longhorn does not let the node go. Where it lies is not read. */
    public static List<Volume> singleReplica(ClusterState state) {
        return state.longhorn().volumes().stream()
                .filter(volume -> volume.replicas() == 1)
                .toList();
    }
}
