package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Situation;
import io.gleaner.model.Condition;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Pod;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rules of this part ask of the latest Upgrade. The conditions are those of Harvester's v1 upgrade controller. */
final class Beginning {
    static final String COMPLETED = "Completed";
    static final String LOG_READY = "LogReady";
    static final String IMAGE_READY = "ImageReady";
    static final String REPO_READY = "RepoReady";
    static final String NODES_PREPARED = "NodesPrepared";
    static final String SYSTEM_SERVICES = "SystemServicesUpgraded";
    static final String NODES_UPGRADED = "NodesUpgraded";

    private static final int FEW = 5;

    private Beginning() {}

    /** The latest Upgrade, unless it is being deleted: nobody needs to repair what goes away. */
    static Stream<Upgrade> latest(Situation situation) {
        return situation
                .state()
                .latestUpgrade()
                .filter(upgrade -> upgrade.metadata().deleting() == null)
                .stream();
    }

    static boolean olderThan(Situation situation, @Nullable Instant since, Duration age) {
        return since != null && since.plus(age).isBefore(situation.state().asOf());
    }

    /** The condition in its own words: the message, else the reason. */
    static String words(Upgrade upgrade, String type) {
        return upgrade.conditions().find(type).map(Beginning::words).orElse("");
    }

    static String words(Condition condition) {
        return condition.message().isEmpty() ? condition.reason() : condition.message();
    }

    static Evidence condition(Upgrade upgrade, String type) {
        return new Evidence(
                upgrade.metadata().ref(),
                upgrade.conditions()
                        .find(type)
                        .map(Beginning::says)
                        .orElseGet(() -> Text.of("analysis.start.condition", type, "–")));
    }

    /** Type, status and words; without words of its own it says no more. */
    static Text says(Condition condition) {
        String words = words(condition);
        return words.isEmpty()
                ? Text.of("analysis.start.condition", condition.type(), status(condition))
                : Text.of("analysis.start.conditionSays", condition.type(), status(condition), words);
    }

    private static String status(Condition condition) {
        return switch (condition.status()) {
            case YES -> "True";
            case NO -> "False";
            case UNKNOWN -> "Unknown";
        };
    }

    /** What keeps these Pods from running, a few of them. */
    static List<Evidence> troubles(Stream<Pod> pods) {
        return pods.filter(Pod::isActive)
                .flatMap(pod -> trouble(pod).stream())
                .limit(FEW)
                .toList();
    }

    private static Optional<Evidence> trouble(Pod pod) {
        ObjectRef ref = pod.metadata().ref();
        if (pod.node().isEmpty()) {
            return Optional.of(new Evidence(ref, Text.of("analysis.start.unscheduled")));
        }
        return pod.containers().stream()
                .filter(container -> !container.problem().isEmpty())
                .findFirst()
                .map(container -> new Evidence(
                        ref,
                        Text.of(
                                "analysis.start.container",
                                container.name(),
                                container.problem(),
                                container.message())));
    }
}
