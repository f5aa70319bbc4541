package io.gleaner.analysis.precheck;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Situation;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.Metadata;
import io.gleaner.model.VirtualMachine;
import io.gleaner.model.VirtualMachineInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Virtual machines and their backups: every machine has to leave every node once. */
public final class MachineChecks {
    /** A backup holds a volume fast where it is; harvester/harvester {@code IsBackupProgressing}. */
    public static final Check RUNNING_BACKUPS = Check.of(
                    "running-backups", MachineChecks::backups, Source.webhook(6, "checkVMBackups"))
            .from("1.4.0")
            .requiring(Requirement.BACKUPS)
            .repairedBy("kubectl get virtualmachinebackups.harvesterhci.io -A")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    public static final Check BACKUP_SCHEDULES = Check.of(
                    "backup-schedules", MachineChecks::schedules, Source.webhook(7, "checkScheduleVMBackups"))
            .from("1.4.0")
            .requiring(Requirement.BACKUP_SCHEDULES)
            .repairedBy("kubectl get schedulevmbackups.harvesterhci.io -A")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    public static final Check MOVABLE_MACHINES = Check.of(
                    "movable-machines",
                    MachineChecks::immovable,
                    Source.webhook(15, "checkNonLiveMigratableVMs"),
                    Source.script(14, "Virtual-Machines"))
            .requiring(Requirement.MACHINES_RUNNING, Requirement.NODES, Requirement.SETTINGS)
            .unless(Exemptions::machinesAreStopped)
            .repairedBy("kubectl get virtualmachineinstances.kubevirt.io -A -o wide")
            .known("docs: Live migration, setting upgrade-config");

    public static final Check HOT_PLUGGED_VOLUMES = Check.of(
                    "hot-plugged-volumes", MachineChecks::hotPlugged, Source.webhook(16, "checkStaleHotplugVolumes"))
            .from("1.8.2")
            .requiring(
                    Requirement.VIRTUAL_MACHINES, Requirement.MACHINES_RUNNING, Requirement.NODES, Requirement.SETTINGS)
            .unless(Exemptions::machinesAreStopped)
            .repairedBy("kubectl get virtualmachines.kubevirt.io -A")
            .known("harvester/harvester pkg/webhook/resources/upgrade");

    private MachineChecks() {}

    private static Stream<Affected> backups(Situation situation) {
        return situation.state().virtualization().backups().stream()
                .filter(backup -> !backup.readyToUse().isYes() && backup.error().isEmpty())
                .map(backup -> Affected.stops(backup.metadata().ref(), "precheck.running-backups.running"));
    }

    private static Stream<Affected> schedules(Situation situation) {
        return situation.state().virtualization().schedules().stream()
                .filter(schedule -> !schedule.suspended())
                .map(schedule -> Affected.stops(schedule.metadata().ref(), "precheck.backup-schedules.active"));
    }

    private static Stream<Affected> immovable(Situation situation) {
        List<ClusterNode> hosts = situation.state().nodes().stream()
                .filter(node -> !node.isWitness())
                .toList();
        return situation.state().virtualization().instances().stream()
                .flatMap(machine -> immovable(machine, hosts).stream());
    }

    private static Optional<Affected> immovable(VirtualMachineInstance machine, List<ClusterNode> hosts) {
        if (machine.hasNodeSelector()) {
            return stops(machine, "precheck.movable-machines.pinned");
        }
        if (machine.hasHostDevice()) {
            return stops(machine, "precheck.movable-machines.device");
        }
        if (!machine.requiredNodes().isEmpty()
                && hosts.stream()
                        .filter(node -> !node.name().equals(machine.node()) && !node.unschedulable())
                        .noneMatch(node -> machine.mayRunOn(node))) {
            return stops(machine, "precheck.movable-machines.affinity");
        }
        if (machine.hasCdRom() && machine.isRunning()) {
            return stops(machine, "precheck.movable-machines.cdRom");
        }
        return machine.conditions()
                .find("LiveMigratable")
                .filter(condition -> condition.status().isNo())
                .map(condition -> Affected.warns(
                        machine.metadata().ref(),
                        "precheck.movable-machines.kubeVirt",
                        condition.message().isEmpty() ? condition.reason() : condition.message()));
    }

    private static Optional<Affected> stops(VirtualMachineInstance machine, String key) {
        return Optional.of(Affected.stops(machine.metadata().ref(), key));
    }

    private static Stream<Affected> hotPlugged(Situation situation) {
        Map<String, VirtualMachine> machines = situation.state().virtualization().machines().stream()
                .collect(Collectors.toMap(machine -> path(machine.metadata()), machine -> machine, (one, _) -> one));
        return Stream.concat(
                machines.values().stream()
                        .filter(machine -> machine.volumeRequests() > 0)
                        .sorted(Comparator.comparing(machine -> path(machine.metadata())))
                        .map(machine ->
                                Affected.stops(machine.metadata().ref(), "precheck.hot-plugged-volumes.request")),
                situation.state().virtualization().instances().stream()
                        .filter(VirtualMachineInstance::isRunning)
                        .flatMap(instance -> surplus(instance, machines).stream()));
    }

    private static Optional<Affected> surplus(VirtualMachineInstance instance, Map<String, VirtualMachine> machines) {
        VirtualMachine machine = machines.get(path(instance.metadata()));
        if (machine == null) {
            return Optional.empty();
        }
        Set<String> kept = Set.copyOf(machine.volumes());
        List<String> surplus = instance.hotplugVolumes().stream()
                .filter(volume -> !kept.contains(volume))
                .toList();
        return surplus.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Affected.stops(instance.metadata().ref(), "precheck.hot-plugged-volumes.surplus", surplus));
    }

    private static String path(Metadata metadata) {
        return metadata.ref().path();
    }
}
