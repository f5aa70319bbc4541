package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one node.
 *
 * @param state Harvester's own text; empty when the upgrade has not named the node
 * @param spans in the order of the stages; a stage that was not reached is absent
 */
public record NodeLane(String node, String state, List<Span> spans) {
    /** The stages of a node in their order. Which there are depends on the engine and on the number of nodes. */
    public enum Stage {
        PRELOAD,
        PRE_DRAIN,
        /** From the end of the one hook to the start of the other: Rancher drains and upgrades Kubernetes. */
        DRAIN_AND_KUBERNETES,
        /** Waits for Kubernetes, then installs the operating system. */
        POST_DRAIN,
        /** Everything at once, on a cluster of one node. */
        SINGLE_NODE,
        KUBERNETES,
        OPERATING_SYSTEM,
        REBOOT,
        RESTORE_MACHINES
    }

    /**
     * One stage; a null time is not known or not reached.
     *
     * @param failures how often its Job failed
     */
    public record Span(
            Stage stage,
            State state,
            @Nullable Instant start,
            Certainty startCertainty,
            @Nullable Instant end,
            Certainty endCertainty,
            int failures) {

        public Optional<Duration> duration() {
            return start == null || end == null || end.isBefore(start)
                    ? Optional.empty()
                    : Optional.of(Duration.between(start, end));
        }
    }

    public NodeLane {
        spans = List.copyOf(spans);
    }

    public Optional<Span> span(Stage stage) {
        return spans.stream().filter(span -> span.stage() == stage).findFirst();
    }

    /** Upgraded for good, by its own state. */
    public boolean isDone() {
        return state.equals("Succeeded") || state.equals("OSUpgraded");
    }

    /** When the node's own part began: the images come before. */
    public Optional<Instant> begun() {
        return spans.stream()
                .filter(span -> span.stage() != Stage.PRELOAD)
                .map(Span::start)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** When a node that is done was done. */
    public Optional<Instant> finished() {
        return isDone()
                ? spans.stream()
                        .filter(span -> span.stage() != Stage.PRELOAD && span.stage() != Stage.RESTORE_MACHINES)
                        .map(Span::end)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                : Optional.empty();
    }

    /** What the node took from its drain to its end. */
    public Optional<Duration> took() {
        return begun().flatMap(start -> finished().filter(start::isBefore).map(end -> Duration.between(start, end)));
    }
}
