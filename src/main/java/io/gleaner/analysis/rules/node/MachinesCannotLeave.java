package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.DrainBlockers;
import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.HookLog;
import io.gleaner.analysis.HookLog.Step;
import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.Migration;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.model.VirtualMachineInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * N02: {@code wait_vms_out_or_shutdown} in {@code upgrade_node.sh}: virtual machines neither move away nor are stopped. When the
 * drain taint was taken off meanwhile, nothing tells KubeVirt to move them at all (harvester#9595).
 */
final class MachinesCannotLeave implements Rule {
    @Override
    public Card card() {
        return Card.of("N02", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES,
                        Requirement.UPGRADE_JOBS,
                        Requirement.NODES,
                        Requirement.MACHINES_RUNNING,
                        Requirement.MIGRATIONS)
                .known(
                        "harvester/harvester#7005",
                        "harvester/harvester#7096",
                        "harvester/harvester#8298",
                        "harvester/harvester#9595")
                .explaining("N06");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .filter(node -> node.is(NodeWork.PRE_DRAINING) && node.isLate() && waitsForMachines(node))
                .flatMap(node -> match(node).stream());
    }

    private static boolean waitsForMachines(NodeWork node) {
        Optional<HookLog> log = node.log();
        return log.isPresent() ? log.get().step() == Step.MACHINES : hasDrainTaint(node);
    }

    private static boolean hasDrainTaint(NodeWork node) {
        return node.node()
                .filter(found -> found.hasTaint(ClusterNode.DRAIN_TAINT))
                .isPresent();
    }

    private static Optional<Match> match(NodeWork node) {
        List<VirtualMachineInstance> there = DrainBlockers.machinesOn(node.state(), node.name());
        Map<ObjectRef, Migration> migrations = newestMigrations(node, there);
        // KubeVirt moves two at a time off a node: while one moves, the others may wait for their turn.
        boolean moving = migrations.values().stream().anyMatch(migration -> isMoving(node, migration));
        List<VirtualMachineInstance> machines = there.stream()
                .filter(machine -> !moving
                        || machine.conditions().isFalse("LiveMigratable")
                        || hasFailed(migrations.get(machine.metadata().ref())))
                .toList();
        if (machines.isEmpty()) {
            return Optional.empty();
        }
        String stop = machines.stream()
                .map(machine -> "virtctl stop " + machine.name() + " -n "
                        + machine.metadata().ref().namespace())
                .collect(Collectors.joining("; "));
        String taint = "kubectl taint node " + node.name() + " --overwrite " + ClusterNode.DRAIN_TAINT
                + "=draining:NoSchedule";
        Match match = Match.of(
                        node.ref(),
                        node.name(),
                        machines.size(),
                        machines.stream()
                                .map(machine -> machine.metadata().ref().path())
                                .toList(),
                        node.lasting(),
                        stop,
                        taint)
                .since(node.since())
                .proof(NodeEvidence.state(node))
                .proof(NodeEvidence.log(node))
                .proof(machines.stream()
                        .map(machine -> fact(
                                machine,
                                Optional.ofNullable(
                                        migrations.get(machine.metadata().ref()))))
                        .toList());
        return Optional.of(
                hasDrainTaint(node)
                        ? match
                        : match.saying("explanation", "noTaint").saying("advice", "noTaint"));
    }

    private static boolean isMoving(NodeWork node, Migration migration) {
        Instant begun = migration.metadata().created();
        return !migration.isFinished() && begun != null && !node.isLongAgo(begun);
    }

    private static boolean hasFailed(@Nullable Migration migration) {
        return migration != null && migration.phase().equals("Failed");
    }

    private static Map<ObjectRef, Migration> newestMigrations(NodeWork node, List<VirtualMachineInstance> machines) {
        Map<String, ObjectRef> byPath = new HashMap<>();
        machines.forEach(machine ->
                byPath.put(machine.metadata().ref().path(), machine.metadata().ref()));
        Comparator<Migration> age = Comparator.comparing(
                migration -> migration.metadata().created(), Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        Map<ObjectRef, Migration> newest = new HashMap<>();
        for (Migration migration : node.state().virtualization().migrations()) {
            ObjectRef machine = byPath.get(migration.metadata().ref().namespace() + "/" + migration.instance());
            if (machine != null) {
                newest.merge(machine, migration, (one, other) -> age.compare(one, other) > 0 ? one : other);
            }
        }
        return newest;
    }

    private static Evidence fact(VirtualMachineInstance machine, Optional<Migration> migration) {
        List<Object> reasons = new ArrayList<>();
        if (machine.conditions().isFalse("LiveMigratable")) {
            reasons.add(Text.of(
                    "catalogue.N02.proof.notMigratable", machine.conditions().message("LiveMigratable")));
        }
        add(reasons, machine.hasHostDevice(), "hostDevice");
        add(reasons, machine.hasCdRom(), "cdRom");
        add(reasons, machine.hasContainerDisk(), "containerDisk");
        add(reasons, machine.hasNodeSelector(), "nodeSelector");
        reasons.add(migration
                .map(each ->
                        Text.of("catalogue.N02.proof.migration", each.metadata().name(), each.phase()))
                .orElse(Text.of("catalogue.N02.proof.noMigration")));
        return new Evidence(
                machine.metadata().ref(), Text.of("catalogue.N02.proof", machine.phase(), List.copyOf(reasons)));
    }

    private static void add(List<Object> reasons, boolean holds, String word) {
        if (holds) {
            reasons.add(Text.of("catalogue.N02.proof." + word));
        }
    }
}
