package io.gleaner.recovery;

import io.gleaner.model.Job;
import io.gleaner.model.Pod;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradePlan;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/**
 * The script {@code upgrade_manifests.sh} pauses and resumes charts itself while it exchanges Rancher, Fleet and the chart
 * server. A chart un-paused in the middle is resolved against a half-exchanged index (harvester#1982), so nothing is
 * written while its Job or one of its Pods is alive.
 *
 * <p>A Job between two tries has no active Pod and is still not finished. The Pod is asked on its own, because the garbage
 * collector deletes the Job first and bash as PID 1 does not react to SIGTERM.
 */
record ManifestScriptGuard() implements Guard {
    static final String NAMESPACE = "harvester-system";
    /** Both engines run {@code upgrade_manifests.sh}, under labels of their own. */
    private static final List<String> SELECTORS =
            List.of(Upgrade.COMPONENT_LABEL + "=manifest", UpgradePlan.COMPONENT_LABEL + "=cluster-upgrade");

    @Override
    public Text question() {
        return Text.of("recovery.guard.manifestScript");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.JOB, NAMESPACE), Right.list(ResourceKind.POD, NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Optional<Pod> pod = SELECTORS.stream()
                .flatMap(selector -> facts.list(ResourceKind.POD, NAMESPACE, selector).pods().stream())
                .filter(Pod::isActive)
                .findFirst();
        if (pod.isPresent()) {
            return new GuardResult(
                    question(),
                    false,
                    pod.get().metadata().ref(),
                    Text.of(
                            "recovery.guard.manifestScript.pod",
                            pod.get().metadata().ref(),
                            pod.get().phase()));
        }
        Optional<Job> job = SELECTORS.stream()
                .flatMap(selector -> facts.list(ResourceKind.JOB, NAMESPACE, selector).jobs().stream())
                .filter(ManifestScriptGuard::mayRun)
                .findFirst();
        return job.map(active -> new GuardResult(
                        question(),
                        false,
                        active.metadata().ref(),
                        Text.of(
                                "recovery.guard.manifestScript.job",
                                active.metadata().ref())))
                .orElseGet(
                        () -> new GuardResult(question(), true, null, Text.of("recovery.guard.manifestScript.none")));
    }

    private static boolean mayRun(Job job) {
        return !job.isFinished() && !(job.suspended() && job.active() == 0);
    }
}
