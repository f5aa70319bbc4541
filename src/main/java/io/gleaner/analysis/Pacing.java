package io.gleaner.analysis;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.timeline.NodeLane;
import io.gleaner.analysis.timeline.NodeLane.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a phase should be over, and how late it is. Where Harvester's code sets a limit, only that limit makes a phase stall. Else
 * it is an estimate, treated as {@code oc adm upgrade status} treats its own: what the nodes of this very upgrade took, times 1.2,
 * before the first one a planning value; overdue is slow, overdue by more than ten minutes is stalled.
 *
 * <p>The planning values are generous: the one published measurement (upgrade-toolkit README, three nodes) is 11 minutes for
 * image and repository, 5 for the preload, 9 for the system services, and 16 for the Kubernetes part of the nodes.
 */
final class Pacing {
    /** {@code jobActiveDeadlineSecs} of the Plan that preloads images, per node. */
    static final Duration PRELOAD_LIMIT = Duration.ofSeconds(3600);
    /** From v1.7.0 on the upgrade fails when logging is not ready by then (default of {@code logReadyTimeout}). */
    static final Duration LOGGING_LIMIT = Duration.ofMinutes(5);
    /** Earlier controllers wait for ever; after this something is wrong. */
    private static final Duration LOGGING_SUSPECT = Duration.ofMinutes(10);

    private static final Duration IMAGE_AND_REPO = Duration.ofMinutes(60);
    private static final Duration PRELOAD = Duration.ofMinutes(20);
    static final Duration SYSTEM_SERVICES = Duration.ofMinutes(30);
    private static final Duration NODE = Duration.ofMinutes(60);

    private static final Duration LIMIT_GRACE = Duration.ofMinutes(1);
    static final Duration ESTIMATE_GRACE = Duration.ofMinutes(10);

    private final Instant asOf;
    private final List<NodeLane> lanes;
    private final boolean loggingTimesOut;
    private final Duration perNode;

    /** @param loggingTimesOut whether the controller fails the upgrade when logging is late */
    Pacing(Instant asOf, List<NodeLane> lanes, boolean loggingTimesOut) {
        this.asOf = asOf;
        this.lanes = List.copyOf(lanes);
        this.loggingTimesOut = loggingTimesOut;
        this.perNode = lanes.stream()
                .flatMap(lane -> lane.took().stream())
                .max(Duration::compareTo)
                .map(longest -> longest.multipliedBy(6).dividedBy(5))
                .orElse(NODE);
    }

    List<NodeLane> lanes() {
        return lanes;
    }

    /** Puts an expected end on the phase that runs and, one after the other, on those that have not begun. */
    List<PhaseProgress> expect(List<PhaseProgress> phases) {
        List<PhaseProgress> expected = new ArrayList<>();
        Instant before = null;
        for (PhaseProgress phase : phases) {
            Instant end = switch (phase.state()) {
                case RUNNING -> expectedEnd(phase).orElse(null);
                case PENDING -> before == null ? null : before.plus(whole(phase.id()));
                case DONE, FAILED, SKIPPED, UNKNOWN -> null;
            };
            expected.add(phase.expectedToEnd(end));
            if (end != null) {
                // What is overdue cannot end in the past.
                before = end.isBefore(asOf) ? asOf : end;
            }
        }
        return expected;
    }

    private Optional<Instant> expectedEnd(PhaseProgress phase) {
        Instant start = phase.start();
        if (start == null) {
            return Optional.empty();
        }
        return phase.id() == Phase.NODES
                ? Optional.of(nodesAnchor(start).plus(perNode.multipliedBy(Math.max(1, nodesLeft()))))
                : Optional.of(start.plus(whole(phase.id())));
    }

    /** What a phase is expected to take from its start. */
    private Duration whole(Phase phase) {
        return switch (phase) {
            case LOGGING -> LOGGING_LIMIT;
            case IMAGE_AND_REPO -> IMAGE_AND_REPO;
            case PRELOAD -> PRELOAD.multipliedBy(nodeCount());
            case SYSTEM_SERVICES -> SYSTEM_SERVICES;
            case NODES -> perNode.multipliedBy(nodeCount());
            case CLEANUP -> AutoResumeAnswer.PATIENCE;
            case DONE -> Duration.ZERO;
        };
    }

    /** When the phase that runs becomes slow; while nodes go one after the other, when the one at work does. */
    @Nullable
    Instant worryAfter(List<PhaseProgress> phases) {
        return phases.stream()
                .filter(phase -> phase.state() == State.RUNNING)
                .findFirst()
                .flatMap(phase -> {
                    Instant start = phase.start();
                    return start != null && phase.id() == Phase.NODES
                            ? Optional.of(nodesAnchor(start).plus(perNode))
                            : expectedEnd(phase);
                })
                .orElse(null);
    }

    /** How the phase that runs is getting on. */
    Pace pace(PhaseProgress phase) {
        Instant start = phase.start();
        if (start == null || phase.state() != State.RUNNING) {
            return Pace.PROGRESSING;
        }
        return switch (phase.id()) {
            case LOGGING -> logging(start);
            case PRELOAD -> {
                boolean limitPassed = lanes.stream().anyMatch(this::preloadOverdue)
                        || isPast(start.plus(PRELOAD_LIMIT.multipliedBy(nodeCount())), LIMIT_GRACE);
                yield limitPassed
                        ? Pace.STALLED
                        : isPast(start.plus(whole(Phase.PRELOAD)), Duration.ZERO) ? Pace.SLOW : Pace.PROGRESSING;
            }
            case NODES -> late(nodesAnchor(start).plus(perNode));
            default -> late(start.plus(whole(phase.id())));
        };
    }

    private Pace logging(Instant start) {
        if (loggingTimesOut) {
            return isPast(start.plus(LOGGING_LIMIT), LIMIT_GRACE) ? Pace.STALLED : Pace.PROGRESSING;
        }
        return isPast(start.plus(LOGGING_SUSPECT), LIMIT_GRACE) ? Pace.SLOW : Pace.PROGRESSING;
    }

    /** How one node is getting on that is at work in the node phase. */
    Pace pace(NodeLane lane) {
        return lane.begun().map(begun -> late(begun.plus(perNode))).orElse(Pace.PROGRESSING);
    }

    boolean preloadOverdue(NodeLane lane) {
        return lane.span(Stage.PRELOAD)
                .filter(span -> span.state() == State.RUNNING)
                .flatMap(span -> Optional.ofNullable(span.start()))
                .filter(start -> isPast(start.plus(PRELOAD_LIMIT), LIMIT_GRACE))
                .isPresent();
    }

    private Pace late(Instant due) {
        if (!isPast(due, Duration.ZERO)) {
            return Pace.PROGRESSING;
        }
        return isPast(due, ESTIMATE_GRACE) ? Pace.STALLED : Pace.SLOW;
    }

    private boolean isPast(Instant limit, Duration grace) {
        return limit.plus(grace).isBefore(asOf);
    }

    /** Nodes go one after the other: the next one starts where the last one ended. */
    private Instant nodesAnchor(Instant phaseStart) {
        return lanes.stream()
                .flatMap(lane -> lane.finished().stream())
                .filter(phaseStart::isBefore)
                .max(Instant::compareTo)
                .orElse(phaseStart);
    }

    private int nodesLeft() {
        return (int) lanes.stream().filter(lane -> !lane.isDone()).count();
    }

    private int nodeCount() {
        return Math.max(1, lanes.size());
    }

    static @Nullable PhaseProgress find(List<PhaseProgress> phases, Phase id) {
        return phases.stream().filter(phase -> phase.id() == id).findFirst().orElse(null);
    }
}
