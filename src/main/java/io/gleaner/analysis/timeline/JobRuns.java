package io.gleaner.analysis.timeline;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.timeline.JobRun.Role;
import io.gleaner.analysis.timeline.JobRun.Try;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.Metadata;
import io.gleaner.model.Plan;
import io.gleaner.model.Pod;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Jobs of one upgrade, of either engine, each Job and each Pod looked at once. Their labels and names are those of Harvester's
 * {@code pkg/controller/master/upgrade} and of {@code pkg/upgradeplan/handler.go} in harvester/upgrade-toolkit.
 */
public record JobRuns(List<JobRun> all) {
    private static final String NODE = "harvesterhci.io/node";
    private static final String TYPE = "harvesterhci.io/upgradeJobType";

    public JobRuns {
        all = List.copyOf(all);
    }

    /** Oldest first; those that have not started stand last. */
    public static JobRuns of(ClusterState state, String upgrade) {
        Map<String, Job> jobs = new HashMap<>();
        state.jobs().stream()
                .filter(job -> belongsTo(job, upgrade))
                .forEach(job -> jobs.put(job.metadata().ref().path(), job));
        Map<String, List<Pod>> pods = new HashMap<>();
        for (Pod pod : state.pods()) {
            jobOf(pod)
                    .filter(jobs::containsKey)
                    .ifPresent(job ->
                            pods.computeIfAbsent(job, _ -> new ArrayList<>()).add(pod));
        }
        return new JobRuns(jobs.entrySet().stream()
                .map(entry -> new JobRun(
                        entry.getValue(),
                        role(entry.getValue(), upgrade),
                        node(entry.getValue()),
                        tries(pods.getOrDefault(entry.getKey(), List.of()))))
                .sorted(Comparator.comparing(JobRun::started, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(run -> run.job().name()))
                .toList());
    }

    public Optional<JobRun> newest(Role role, String node) {
        return all.stream()
                .filter(run -> run.role() == role && run.node().equals(node))
                .reduce((_, later) -> later);
    }

    public Optional<JobRun> newest(Role role) {
        return all.stream().filter(run -> run.role() == role).reduce((_, later) -> later);
    }

    private static boolean belongsTo(Job job, String upgrade) {
        Metadata metadata = job.metadata();
        return metadata.label(Upgrade.UPGRADE_LABEL).filter(upgrade::equals).isPresent()
                || metadata.label(UpgradePlan.PLAN_LABEL)
                        .filter(upgrade::equals)
                        .isPresent()
                || metadata.label(Plan.PLAN_LABEL)
                        .filter(plan -> plan.startsWith(upgrade + "-"))
                        .isPresent();
    }

    private static String node(Job job) {
        return Stream.of(NODE, Plan.JOB_NODE_LABEL)
                .flatMap(label -> job.metadata().label(label).stream())
                .findFirst()
                .orElse("");
    }

    private static Role role(Job job, String upgrade) {
        if (job.runsManifests()) {
            return Role.MANIFESTS;
        }
        String what = job.metadata()
                .label(TYPE)
                .or(() -> job.metadata().label(Plan.PLAN_LABEL).map(plan -> withoutPrefix(plan, upgrade + "-")))
                .orElse("");
        return switch (what) {
            case "pre-drain" -> Role.PRE_DRAIN;
            case "post-drain" -> Role.POST_DRAIN;
            case "restore-vm" -> Role.RESTORE_MACHINES;
            case "single-node-upgrade" -> Role.SINGLE_NODE;
            case "prepare", "image-preload" -> Role.PRELOAD;
            case "node-upgrade-k8s" -> Role.KUBERNETES;
            case "node-upgrade-os" -> Role.OPERATING_SYSTEM;
            case "cleanup" -> Role.CLEANUP;
            case "skip-restart-rancher-system-agent" -> Role.SKIP_RESTART;
            case "skip-manifests-apply", "skip-manifests-remove" -> Role.SKIP_MANIFESTS;
            default -> Role.OTHER;
        };
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Optional<String> jobOf(Pod pod) {
        return pod.metadata().owners().stream()
                .filter(owner -> owner.kind().equals("Job"))
                .map(Metadata.Owner::name)
                .findFirst()
                .or(() -> pod.metadata().label("batch.kubernetes.io/job-name"))
                .or(() -> pod.metadata().label("job-name"))
                .map(job -> pod.metadata().ref().namespace() + "/" + job);
    }

    private static List<Try> tries(List<Pod> pods) {
        return pods.stream()
                .sorted(Comparator.comparing(Pod::started, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Pod::name))
                .map(pod -> new Try(
                        pod.metadata().ref(),
                        state(pod),
                        pod.started(),
                        pod.isActive() ? null : pod.finished(),
                        pod.containers().stream()
                                .map(Pod.Container::problem)
                                .filter(problem -> !problem.isEmpty())
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    private static State state(Pod pod) {
        return switch (pod.phase()) {
            case "Succeeded" -> State.DONE;
            case "Failed" -> State.FAILED;
            case "Running", "Pending" -> State.RUNNING;
            default -> State.UNKNOWN;
        };
    }
}
