package io.gleaner.analysis;

import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.UpgradeAssessment.AutoResume;
import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.analysis.UpgradeAssessment.NodeAssessment;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.timeline.JobRuns;
import io.gleaner.analysis.timeline.NodeLanes;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Condition;
import io.gleaner.model.Known;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.UpgradePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Question 1 for the second upgrade engine, which writes down itself when it entered each of its phases. Sources: {@code
 * api/v1beta1/upgradeplan_types.go}, {@code internal/controller/upgradeplan_controller.go} and {@code pkg/upgradeplan/handler.go}
 * in harvester/upgrade-toolkit. It collects no logs in a phase of its own, so that phase counts as skipped.
 */
final class PlanStory {
    /** The engine's own phases under the names of the first engine; the last of each list is entered when its work is done. */
    private static final Map<Phase, List<String>> PHASES = Map.of(
            Phase.IMAGE_AND_REPO,
                    List.of(
                            "Initializing",
                            "Initialized",
                            "ISODownloading",
                            "ISODownloaded",
                            "RepoCreating",
                            "RepoCreated",
                            "MetadataPopulating",
                            "MetadataPopulated"),
            Phase.PRELOAD, List.of("ImagePreloading", "ImagePreloaded"),
            Phase.SYSTEM_SERVICES, List.of("ClusterUpgrading", "ClusterUpgraded"),
            Phase.NODES, List.of("NodeUpgrading", "NodeUpgraded"),
            Phase.CLEANUP, List.of("CleaningUp", "CleanedUp"));

    private final ClusterState state;
    private final UpgradePlan plan;
    private final Phase phase;
    private final UpgradeAssessment.State standing;

    private PlanStory(ClusterState state, UpgradePlan plan) {
        this.state = state;
        this.plan = plan;
        this.phase = plan.currentPhase().equals(UpgradePlan.SUCCEEDED) ? Phase.DONE : reached();
        this.standing = standing();
    }

    static UpgradeAssessment tell(ClusterState state, UpgradePlan plan) {
        return new PlanStory(state, plan).tell();
    }

    private UpgradeAssessment tell() {
        Pacing pacing =
                new Pacing(state.asOf(), NodeLanes.of(state, JobRuns.of(state, plan.name()), plan.nodes()), false);
        List<PhaseProgress> phases = Stream.of(Phase.values())
                .filter(each -> each != Phase.DONE)
                .map(this::progress)
                .toList();
        if (standing == UpgradeAssessment.State.RUNNING) {
            phases = pacing.expect(phases);
        }
        return new UpgradeAssessment(
                plan.name(),
                Engine.V2,
                plan.previousVersion(),
                plan.target(),
                standing,
                phase,
                pace(pacing, phases),
                plan.metadata().created(),
                plan.finished().orElse(null),
                // The published source leaves this open for whatever version is installed.
                new AutoResume(Known.UNKNOWN, Text.of("analysis.autoResume.secondEngine")),
                phases,
                nodes(),
                failure(),
                standing == UpgradeAssessment.State.RUNNING ? pacing.worryAfter(phases) : null);
    }

    static UpgradeAssessment.State standing(ClusterState state, UpgradePlan plan) {
        return new PlanStory(state, plan).standing;
    }

    private UpgradeAssessment.State standing() {
        if (plan.metadata().deleting() != null) {
            return UpgradeAssessment.State.CANCELLING;
        }
        return switch (plan.currentPhase()) {
            case UpgradePlan.SUCCEEDED -> UpgradeAssessment.State.SUCCEEDED;
            case UpgradePlan.FAILED -> UpgradeAssessment.State.FAILED;
            default ->
                phase == Phase.NODES
                                && !plan.pausedNodes().isEmpty()
                                && plan.nodes().stream().noneMatch(this::isAtWork)
                        ? UpgradeAssessment.State.PAUSED
                        : UpgradeAssessment.State.RUNNING;
        };
    }

    /** Where it is; for a failed one the last phase it entered before. */
    private Phase reached() {
        if (!plan.currentPhase().equals(UpgradePlan.FAILED)) {
            return phaseOf(plan.currentPhase()).orElse(Phase.IMAGE_AND_REPO);
        }
        return plan.transitions().reversed().stream()
                .flatMap(transition -> phaseOf(transition.phase()).stream())
                .findFirst()
                .orElse(Phase.IMAGE_AND_REPO);
    }

    private static Optional<Phase> phaseOf(String own) {
        return PHASES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(own))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private PhaseProgress progress(Phase each) {
        State progress = each == Phase.LOGGING ? State.SKIPPED : state(each);
        boolean begun = progress != State.PENDING && progress != State.SKIPPED;
        Instant start = begun ? start(each) : null;
        Instant end = begun && progress != State.RUNNING ? end(each, progress) : null;
        return new PhaseProgress(each, progress, start, Certainty.MEASURED, end, Certainty.MEASURED, null);
    }

    private State state(Phase each) {
        int order = each.compareTo(phase);
        if (order < 0) {
            return State.DONE;
        }
        return switch (standing) {
            case RUNNING, PAUSED, SUCCEEDED -> order == 0 ? State.RUNNING : State.PENDING;
            // The controller cleans up after a success only.
            case FAILED, ABORTED -> order == 0 ? State.FAILED : State.SKIPPED;
            case CANCELLING -> order == 0 ? State.UNKNOWN : State.SKIPPED;
        };
    }

    private @Nullable Instant start(Phase each) {
        return PHASES.getOrDefault(each, List.of()).stream()
                .flatMap(own -> plan.entered(own).stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private @Nullable Instant end(Phase each, State progress) {
        return progress == State.FAILED
                ? plan.entered(UpgradePlan.FAILED).orElse(null)
                : plan.entered(PHASES.getOrDefault(each, List.of("")).getLast()).orElse(null);
    }

    private Pace pace(Pacing pacing, List<PhaseProgress> phases) {
        return switch (standing) {
            case FAILED -> Pace.FAILED;
            case ABORTED, CANCELLING -> Pace.ABORTED;
            case SUCCEEDED -> Pace.COMPLETED;
            case PAUSED -> Pace.PROGRESSING;
            case RUNNING -> {
                PhaseProgress running = Pacing.find(phases, phase);
                // By its definition: the progress of the upgrade is stalled due to issues.
                yield plan.conditions().isTrue(UpgradePlan.DEGRADED)
                        ? Pace.STALLED
                        : running == null ? Pace.PROGRESSING : pacing.pace(running);
            }
        };
    }

    private List<NodeAssessment> nodes() {
        List<NodeAssessment> nodes = new ArrayList<>();
        plan.nodes().forEach(node -> nodes.add(NodeAssessment.of(node, pace(node), null)));
        return nodes;
    }

    private Pace pace(NodeUpgrade node) {
        if (node.state().endsWith("Failed")) {
            return Pace.FAILED;
        }
        if (node.state().equals("OSUpgraded")
                || (node.state().equals("KubernetesUpgraded") && plan.skipsOperatingSystem())
                || standing == UpgradeAssessment.State.SUCCEEDED) {
            return Pace.COMPLETED;
        }
        return standing == UpgradeAssessment.State.RUNNING || standing == UpgradeAssessment.State.PAUSED
                ? Pace.PROGRESSING
                : Pace.ABORTED;
    }

    private boolean isAtWork(NodeUpgrade node) {
        return node.state().endsWith("ing");
    }

    /** The condition Degraded, else what Progressing says of a failure; the end of the plan overwrites the latter. */
    private @Nullable Text failure() {
        Optional<Condition> degraded = plan.conditions()
                .find(UpgradePlan.DEGRADED)
                .filter(each -> each.status().isYes());
        if (degraded.isPresent()) {
            return Text.of(
                    "analysis.failure.degraded",
                    degraded.get().message().isEmpty()
                            ? degraded.get().reason()
                            : degraded.get().message());
        }
        if (standing != UpgradeAssessment.State.FAILED) {
            return null;
        }
        Optional<NodeUpgrade> node = plan.nodes().stream()
                .filter(each -> each.state().endsWith("Failed"))
                .findFirst();
        if (node.isPresent()) {
            return Text.of(
                    "analysis.failure.node",
                    node.get().node(),
                    node.get().state(),
                    node.get().message().isEmpty()
                            ? node.get().reason()
                            : node.get().message());
        }
        String words = plan.conditions().message(UpgradePlan.PROGRESSING);
        return words.isEmpty() || words.equals("UpgradePlan has completed")
                ? Text.of("analysis.failure.planSilent")
                : Text.of("analysis.failure.plan", words);
    }
}
