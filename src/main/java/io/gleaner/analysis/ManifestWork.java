package io.gleaner.analysis;

import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.Known;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether {@code upgrade_manifests.sh} is at work: the one fact that turns most alarms into normal transition.
 *
 * <p>A Job that is neither finished nor suspended counts as work even without a Pod: between two tries Kubernetes waits up to
 * six minutes, and the next Pod starts the script from the top.
 *
 * @param active UNKNOWN when Jobs or Pods could not be read and those that were seen do not work
 * @param witness the Job or Pod that works; empty unless active
 * @param suspended a Job that was told to stop and has no Pod any more
 */
public record ManifestWork(Known active, Optional<ObjectRef> witness, Optional<Job> suspended) {

    static ManifestWork of(ClusterState state) {
        Optional<ObjectRef> witness = state.jobs().stream()
                .filter(job -> job.runsManifests() && !job.isFinished() && (!job.suspended() || job.active() > 0))
                .map(job -> job.metadata().ref())
                .findFirst()
                .or(() -> state.pods().stream()
                        .filter(pod -> pod.metadata().runsManifests() && pod.isActive())
                        .map(pod -> pod.metadata().ref())
                        .findFirst());
        if (witness.isPresent()) {
            return new ManifestWork(Known.YES, witness, Optional.empty());
        }
        boolean seen = Requirement.MANIFEST_WORK.stream().allMatch(requirement -> requirement.isMet(state));
        Optional<Job> suspended = state.jobs().stream()
                .filter(job -> job.runsManifests() && job.suspended() && !job.isFinished())
                .findFirst();
        return new ManifestWork(seen ? Known.NO : Known.UNKNOWN, Optional.empty(), suspended);
    }

    /** The newest manifest Job of an upgrade. */
    static Optional<Job> jobOf(ClusterState state, String upgrade) {
        return state.jobs().stream()
                .filter(Job::runsManifests)
                .filter(job -> job.metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(upgrade::equals)
                        .isPresent())
                .max(Comparator.comparing(Job::started, Comparator.nullsFirst(Comparator.naturalOrder())));
    }
}
