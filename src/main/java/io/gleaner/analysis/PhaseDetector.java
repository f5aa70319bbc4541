package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.model.Condition;
import io.gleaner.model.Conditions;
import io.gleaner.model.Known;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an Upgrade object says it is. The conditions and their order are those of Harvester's v1 upgrade controller
 * ({@code pkg/controller/master/upgrade}), v1.3 to v1.8.
 */
final class PhaseDetector {
    static final String COMPLETED = "Completed";
    static final String LOG_READY = "LogReady";
    static final String IMAGE_READY = "ImageReady";
    static final String REPO_READY = "RepoReady";
    static final String NODES_PREPARED = "NodesPrepared";
    static final String SYSTEM_SERVICES = "SystemServicesUpgraded";
    static final String NODES_UPGRADED = "NodesUpgraded";

    static final String NODE_PAUSED = "Node-upgrade paused";
    /** While one node is in one of these, work is going on. */
    private static final Set<String> NODE_AT_WORK =
            Set.of("Images preloading", "Pre-draining", "Pre-drained", "Post-draining", "Waiting Reboot");

    /**
     * @param phase where it is, or where it stopped
     * @param failedCondition the condition that says so; null when nothing failed
     * @param failure the object's own words; null when nothing failed
     */
    record Position(
            State state,
            Phase phase,
            @Nullable String failedCondition,
            @Nullable Text failure) {}

    private PhaseDetector() {}

    static Position locate(Upgrade upgrade, Known cleanedUp) {
        Position position = locateUndeleted(upgrade, cleanedUp);
        return upgrade.metadata().deleting() == null
                ? position
                : new Position(State.CANCELLING, position.phase(), position.failedCondition(), position.failure());
    }

    private static Position locateUndeleted(Upgrade upgrade, Known cleanedUp) {
        Conditions conditions = upgrade.conditions();
        return switch (conditions.status(COMPLETED)) {
            case YES -> new Position(State.SUCCEEDED, cleanedUp.isNo() ? Phase.CLEANUP : Phase.DONE, null, null);
            case NO -> failed(conditions);
            case UNKNOWN -> {
                Phase phase = running(conditions);
                boolean waitsForPerson = phase == Phase.NODES && waitsForPausedNode(upgrade);
                yield new Position(waitsForPerson ? State.PAUSED : State.RUNNING, phase, null, null);
            }
        };
    }

    private static Position failed(Conditions conditions) {
        if (conditions.isFalse(IMAGE_READY)) {
            return failedBy(conditions, IMAGE_READY, Phase.IMAGE_AND_REPO);
        }
        if (conditions.isFalse(REPO_READY)) {
            return failedBy(conditions, REPO_READY, Phase.IMAGE_AND_REPO);
        }
        if (preloadFailed(conditions)) {
            return failedBy(conditions, NODES_UPGRADED, Phase.PRELOAD);
        }
        if (conditions.isFalse(SYSTEM_SERVICES)) {
            return failedBy(conditions, SYSTEM_SERVICES, Phase.SYSTEM_SERVICES);
        }
        if (conditions.isFalse(NODES_UPGRADED)) {
            return failedBy(conditions, NODES_UPGRADED, Phase.NODES);
        }
        Phase phase = running(conditions);
        return failedBy(conditions, phase == Phase.LOGGING && loggingFailed(conditions) ? LOG_READY : COMPLETED, phase);
    }

    /** A node that fails to preload writes NodesUpgraded, although the node phase never started. */
    static boolean preloadFailed(Conditions conditions) {
        return conditions.isFalse(NODES_UPGRADED) && !conditions.has(SYSTEM_SERVICES);
    }

    /** Logging that was switched off is not a failure. */
    private static boolean loggingFailed(Conditions conditions) {
        return conditions.isFalse(LOG_READY) && !loggingDisabled(conditions);
    }

    static boolean loggingDisabled(Conditions conditions) {
        return conditions
                .find(LOG_READY)
                .filter(condition ->
                        condition.status().isNo() && condition.reason().equals("Disabled"))
                .isPresent();
    }

    private static Position failedBy(Conditions conditions, String type, Phase phase) {
        Optional<Condition> condition = conditions.find(type);
        // A controller error leaves its text in Completed.reason and no message.
        String words = condition.stream()
                .flatMap(each -> Stream.of(each.reason(), each.message()))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
        Text failure = words.isEmpty()
                ? Text.of("analysis.failure.silent", type)
                : Text.of("analysis.failure.condition", type, words);
        return new Position(State.FAILED, phase, type, failure);
    }

    private static Phase running(Conditions conditions) {
        if (conditions.isPending(NODES_UPGRADED)) {
            return Phase.NODES;
        }
        if (conditions.isTrue(NODES_UPGRADED) && conditions.isTrue(SYSTEM_SERVICES)) {
            return Phase.CLEANUP;
        }
        if (conditions.isTrue(SYSTEM_SERVICES)) {
            return Phase.NODES;
        }
        if (conditions.has(SYSTEM_SERVICES) || conditions.isTrue(NODES_PREPARED)) {
            return Phase.SYSTEM_SERVICES;
        }
        // Between RepoReady and NodesPrepared the release is read and checked: still the business of the repository.
        if (conditions.has(NODES_PREPARED)) {
            return Phase.PRELOAD;
        }
        if (conditions.has(REPO_READY)
                || conditions.has(IMAGE_READY)
                || conditions.isTrue(LOG_READY)
                || loggingDisabled(conditions)) {
            return Phase.IMAGE_AND_REPO;
        }
        return Phase.LOGGING;
    }

    /** Whether work goes on at the node, by its state. */
    static boolean isAtWork(NodeUpgrade node) {
        return NODE_AT_WORK.contains(node.state());
    }

    /** Harvester upgrades one node at a time, so one paused node holds all that have not begun. */
    private static boolean waitsForPausedNode(Upgrade upgrade) {
        return upgrade.nodes().stream().anyMatch(node -> node.state().equals(NODE_PAUSED))
                && upgrade.nodes().stream().noneMatch(PhaseDetector::isAtWork);
    }
}
