package io.gleaner.model;

import java.util.List;

/** The virtual machines and what moves and saves them. */
public record Virtualization(
        List<KubeVirt> kubeVirts,
        List<VirtualMachine> machines,
        List<VirtualMachineInstance> instances,
        List<Migration> migrations,
        List<VirtualMachineBackup> backups,
        List<BackupSchedule> schedules) {
    public static final Virtualization NONE =
            new Virtualization(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Virtualization {
        kubeVirts = List.copyOf(kubeVirts);
        machines = List.copyOf(machines);
        instances = List.copyOf(instances);
        migrations = List.copyOf(migrations);
        backups = List.copyOf(backups);
        schedules = List.copyOf(schedules);
    }
}
