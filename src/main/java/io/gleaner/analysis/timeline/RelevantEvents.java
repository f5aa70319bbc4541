package io.gleaner.analysis.timeline;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Events about what an upgrade works on, as far as Kubernetes still has them.
 *
 * @param kept those that matter most: warnings before the others, then the newest
 * @param omitted how many more there are
 */
record RelevantEvents(List<Event> kept, int omitted) {
    static final RelevantEvents NONE = new RelevantEvents(List.of(), 0);
    private static final int MOST = 40;

    private static final Set<String> KINDS = Set.of(
            "Upgrade",
            "UpgradePlan",
            "UpgradeLog",
            "ManagedChart",
            "Bundle",
            "BundleDeployment",
            "ClusterRepo",
            "HelmChart",
            "Addon",
            "Plan",
            "Node",
            "Machine",
            "RKEControlPlane");

    private static final Comparator<Event> WEIGHT = Comparator.comparing(Event::isWarning)
            .thenComparing(RelevantEvents::time, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed()
            .thenComparing(event -> event.metadata().name());

    /** Those since the upgrade began. */
    static RelevantEvents of(ClusterState state, JobRuns runs, Instant since) {
        Set<String> work = new HashSet<>();
        for (JobRun run : runs.all()) {
            work.add("Job " + run.job().metadata().ref().path());
            run.tries().forEach(each -> work.add("Pod " + each.pod().path()));
        }
        List<Event> relevant = state.platform().events().stream()
                .filter(event -> {
                    Instant time = time(event);
                    return time != null && !time.isBefore(since);
                })
                .filter(event -> KINDS.contains(event.about().kind())
                        || work.contains(
                                event.about().kind() + " " + event.about().path()))
                .sorted(WEIGHT)
                .toList();
        return new RelevantEvents(relevant.stream().limit(MOST).toList(), Math.max(0, relevant.size() - MOST));
    }

    static @Nullable Instant time(Event event) {
        return event.last() == null ? event.first() : event.last();
    }
}
