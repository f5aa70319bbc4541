package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.NodeAssessment;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.ClusterState;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Job;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade is getting on. Only limits that Harvester's code sets itself make it late: typical durations differ too much
 * between clusters to call one slow.
 */
final class Progress {
    /** {@code jobActiveDeadlineSecs} of the Plan that preloads images, per node. */
    static final Duration PRELOAD_LIMIT = Duration.ofSeconds(3600);
    /** From v1.7.0 on the upgrade fails when logging is not ready by then (default of {@code logReadyTimeout}). */
    static final Duration LOGGING_LIMIT = Duration.ofMinutes(5);
    /** Earlier controllers wait for ever; after this something is wrong. */
    private static final Duration LOGGING_SUSPECT = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofMinutes(1);

    private final ClusterState state;
    private final Upgrade upgrade;
    private final PhaseDetector.Position position;

    Progress(ClusterState state, Upgrade upgrade, PhaseDetector.Position position) {
        this.state = state;
        this.upgrade = upgrade;
        this.position = position;
    }

    Pace pace(@Nullable Instant phaseStart, RunningVersions versions) {
        return switch (position.state()) {
            case FAILED -> Pace.FAILED;
            case ABORTED, CANCELLING -> Pace.ABORTED;
            case SUCCEEDED -> position.phase() == Phase.DONE ? Pace.COMPLETED : Pace.PROGRESSING;
            case PAUSED -> Pace.PROGRESSING;
            case RUNNING ->
                switch (position.phase()) {
                    case LOGGING -> loggingPace(phaseStart, versions);
                    case PRELOAD ->
                        nodes().stream().anyMatch(node -> node.pace() == Pace.STALLED)
                                        || longerThan(phaseStart, PRELOAD_LIMIT.multipliedBy(nodeCount()))
                                ? Pace.STALLED
                                : Pace.PROGRESSING;
                    default -> Pace.PROGRESSING;
                };
        };
    }

    /** Nodes appear in the Upgrade one by one; the cluster knows them all. */
    private int nodeCount() {
        return Math.max(1, Math.max(upgrade.nodes().size(), state.nodes().size()));
    }

    private Pace loggingPace(@Nullable Instant phaseStart, RunningVersions versions) {
        boolean timesOut = versions.controller()
                .or(() -> HarvesterVersion.parse(upgrade.previousVersion()))
                .filter(version -> version.isAtLeast("1.7.0"))
                .isPresent();
        if (timesOut) {
            return longerThan(phaseStart, LOGGING_LIMIT) ? Pace.STALLED : Pace.PROGRESSING;
        }
        return longerThan(phaseStart, LOGGING_SUSPECT) ? Pace.SLOW : Pace.PROGRESSING;
    }

    List<NodeAssessment> nodes() {
        return upgrade.nodes().stream()
                .map(node -> new NodeAssessment(
                        node.node(),
                        node.state(),
                        pace(node),
                        node.message().isEmpty() ? node.reason() : node.message()))
                .toList();
    }

    private Pace pace(NodeUpgrade node) {
        if (node.state().equals("Succeeded")) {
            return Pace.COMPLETED;
        }
        if (node.state().equals("Failed")) {
            return Pace.FAILED;
        }
        if (position.state() == State.FAILED || position.state() == State.CANCELLING) {
            return Pace.ABORTED;
        }
        boolean late = node.state().equals("Images preloading")
                && state.jobs().stream()
                        .filter(job -> preloads(job, node.node()))
                        .anyMatch(job -> longerThan(job.started(), PRELOAD_LIMIT));
        return late ? Pace.STALLED : Pace.PROGRESSING;
    }

    private boolean preloads(Job job, String node) {
        return job.active() > 0
                && job.metadata()
                        .label("upgrade.cattle.io/plan")
                        .filter((upgrade.name() + "-prepare")::equals)
                        .isPresent()
                && job.metadata()
                        .label("upgrade.cattle.io/node")
                        .filter(node::equals)
                        .isPresent();
    }

    private boolean longerThan(@Nullable Instant start, Duration limit) {
        return start != null && start.plus(limit).plus(GRACE).isBefore(state.asOf());
    }
}
