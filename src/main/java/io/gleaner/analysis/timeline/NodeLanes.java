package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.timeline.JobRun.Role;
import io.gleaner.analysis.timeline.NodeLane.Span;
import io.gleaner.analysis.timeline.NodeLane.Stage;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.NodeUpgrade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the Jobs of an upgrade on the nodes they worked on. Jobs of the system-upgrade-controller vanish after fifteen minutes;
 * what the node's state says then fills the gap, without times.
 */
public final class NodeLanes {
    /** The states of engine v1 in their order, with the stage that runs in each. */
    private static final List<String> STATES = List.of(
            "Images preloading",
            "Images preloaded",
            "Node-upgrade paused",
            "Pre-draining",
            "Pre-drained",
            "Post-draining",
            "Waiting Reboot",
            "Succeeded");

    private static final Map<Stage, String> RUNS_IN = Map.of(
            Stage.PRELOAD, "Images preloading",
            Stage.PRE_DRAIN, "Pre-draining",
            Stage.DRAIN_AND_KUBERNETES, "Pre-drained",
            Stage.POST_DRAIN, "Post-draining",
            Stage.REBOOT, "Waiting Reboot");

    private final JobRuns runs;
    private final boolean singleNode;
    private final List<Span> spans = new ArrayList<>();
    private final String node;
    private final String state;
    private final @Nullable ClusterNode cluster;

    private NodeLanes(JobRuns runs, String node, String state, @Nullable ClusterNode cluster) {
        this.runs = runs;
        this.node = node;
        this.state = state;
        this.cluster = cluster;
        this.singleNode = runs.newest(Role.SINGLE_NODE, node).isPresent();
    }

    /** By name; nodes that the upgrade does not know yet have an empty lane. */
    public static List<NodeLane> of(ClusterState state, JobRuns runs, List<NodeUpgrade> nodes) {
        Map<String, String> states = new HashMap<>();
        nodes.forEach(node -> states.put(node.node(), node.state()));
        Map<String, ClusterNode> cluster = new HashMap<>();
        state.nodes().forEach(node -> cluster.put(node.name(), node));
        TreeSet<String> names = new TreeSet<>(states.keySet());
        names.addAll(cluster.keySet());
        Map<String, List<JobRun>> byNode = new HashMap<>();
        runs.all()
                .forEach(run -> byNode.computeIfAbsent(run.node(), _ -> new ArrayList<>())
                        .add(run));
        return names.stream()
                .map(name -> new NodeLanes(
                                new JobRuns(byNode.getOrDefault(name, List.of())),
                                name,
                                states.getOrDefault(name, ""),
                                cluster.get(name))
                        .lane())
                .toList();
    }

    private NodeLane lane() {
        work(Stage.PRELOAD, Role.PRELOAD);
        work(Stage.PRE_DRAIN, Role.PRE_DRAIN);
        drain();
        work(Stage.POST_DRAIN, Role.POST_DRAIN);
        work(Stage.SINGLE_NODE, Role.SINGLE_NODE);
        work(Stage.KUBERNETES, Role.KUBERNETES);
        work(Stage.OPERATING_SYSTEM, Role.OPERATING_SYSTEM);
        reboot();
        work(Stage.RESTORE_MACHINES, Role.RESTORE_MACHINES);
        return new NodeLane(node, state, spans);
    }

    private void work(Stage stage, Role role) {
        runs.newest(role, node)
                .ifPresentOrElse(
                        run -> spans.add(new Span(
                                stage,
                                run.state(),
                                run.started(),
                                Certainty.MEASURED,
                                run.ended().orElse(null),
                                Certainty.MEASURED,
                                run.failures())),
                        () -> byState(stage));
    }

    /** Without a Job the node's state tells whether a stage runs or is behind it. */
    private void byState(Stage stage) {
        reached(stage)
                .ifPresent(reached ->
                        spans.add(new Span(stage, reached, null, Certainty.DERIVED, null, Certainty.DERIVED, 0)));
    }

    private Optional<State> reached(Stage stage) {
        String runsIn = RUNS_IN.get(stage);
        int at = STATES.indexOf(state);
        if (runsIn == null || at < 0 || (singleNode && stage != Stage.PRELOAD)) {
            return Optional.empty();
        }
        int needed = STATES.indexOf(runsIn);
        return at < needed ? Optional.empty() : Optional.of(at == needed ? State.RUNNING : State.DONE);
    }

    private void drain() {
        Optional<Instant> start = end(Stage.PRE_DRAIN);
        Optional<Instant> end = runs.newest(Role.POST_DRAIN, node).flatMap(run -> Optional.ofNullable(run.started()));
        if (start.isEmpty()) {
            byState(Stage.DRAIN_AND_KUBERNETES);
        } else {
            spans.add(new Span(
                    Stage.DRAIN_AND_KUBERNETES,
                    end.isPresent()
                            ? State.DONE
                            : reached(Stage.DRAIN_AND_KUBERNETES).orElse(State.UNKNOWN),
                    start.get(),
                    Certainty.DERIVED,
                    end.orElse(null),
                    Certainty.DERIVED,
                    0));
        }
    }

    /** From the end of the last Job to the moment the node became Ready again; a node that was Ready all along did not boot. */
    private void reboot() {
        Optional<Instant> start = end(Stage.POST_DRAIN).or(() -> end(Stage.SINGLE_NODE));
        if (start.isEmpty()) {
            byState(Stage.REBOOT);
            return;
        }
        Optional<Instant> ready = Optional.ofNullable(cluster)
                .filter(each -> each.ready().isYes())
                .flatMap(each -> each.conditions().since("Ready"))
                .filter(start.get()::isBefore);
        boolean over = ready.isPresent() && !state.equals("Waiting Reboot");
        boolean known = over || state.equals("Succeeded") || state.equals("Waiting Reboot");
        spans.add(new Span(
                Stage.REBOOT,
                over || state.equals("Succeeded") ? State.DONE : known ? State.RUNNING : State.UNKNOWN,
                start.get(),
                Certainty.DERIVED,
                over ? ready.get() : null,
                Certainty.MEASURED,
                0));
    }

    private Optional<Instant> end(Stage stage) {
        return spans.stream()
                .filter(span -> span.stage() == stage && span.state() == State.DONE)
                .flatMap(span -> Optional.ofNullable(span.end()).stream())
                .findFirst();
    }
}
