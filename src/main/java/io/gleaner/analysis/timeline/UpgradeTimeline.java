package io.gleaner.analysis.timeline;

import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.analysis.UpgradeAssessment.Engine;
import io.gleaner.model.ClusterState;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Upgrade;
import io.gleaner.model.UpgradePlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of when an upgrade did what. Its JSON form is the contract {@code gleaner.timeline/v1}.
 *
 * @param phases in their order; empty without an upgrade
 * @param lanes a node each, by name
 * @param steps of the manifest script; empty before phase 3
 * @param jobs oldest first
 * @param charts what got another version, oldest first
 * @param transitions what looks broken and is normal now
 * @param entries all that has a time, oldest first
 * @param eventsOmitted relevant Events that were left out, being less important than those that were kept
 * @param past other upgrades on record, newest first
 */
public record UpgradeTimeline(
        List<PhaseProgress> phases,
        List<NodeLane> lanes,
        List<StepProgress> steps,
        List<JobRun> jobs,
        List<ChartBump> charts,
        List<Transition> transitions,
        List<TimelineEntry> entries,
        int eventsOmitted,
        List<PastUpgrade> past) {
    public static final UpgradeTimeline NONE = new UpgradeTimeline(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of());

    public UpgradeTimeline {
        phases = List.copyOf(phases);
        lanes = List.copyOf(lanes);
        steps = List.copyOf(steps);
        jobs = List.copyOf(jobs);
        charts = List.copyOf(charts);
        transitions = List.copyOf(transitions);
        entries = List.copyOf(entries);
        past = List.copyOf(past);
    }

    /** @param past newest first */
    public static UpgradeTimeline of(Situation situation, List<PastUpgrade> past) {
        UpgradeAssessment upgrade = situation.upgrade();
        return upgrade == null
                ? new UpgradeTimeline(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0, past)
                : of(situation, upgrade, past);
    }

    private static UpgradeTimeline of(Situation situation, UpgradeAssessment upgrade, List<PastUpgrade> past) {
        ClusterState state = situation.state();
        Facts facts = Facts.of(state, upgrade);
        Instant started = upgrade.startedAt();
        JobRuns runs = JobRuns.of(state, upgrade.name());
        List<NodeLane> lanes = NodeLanes.of(state, runs, facts.nodes());
        List<ChartBump> charts = started == null ? List.of() : ChartBumps.of(state, upgrade.name(), started);
        List<StepProgress> steps = ScriptSteps.of(situation, upgrade, facts.release(), runs, charts);
        RelevantEvents events = started == null ? RelevantEvents.NONE : RelevantEvents.of(state, runs, started);
        return new UpgradeTimeline(
                upgrade.phases(),
                lanes,
                steps,
                runs.all(),
                charts,
                Transitions.of(state, upgrade, lanes),
                new Entries(upgrade)
                        .phases(upgrade.phases())
                        .steps(steps)
                        .charts(charts)
                        .jobs(runs)
                        .nodes(lanes)
                        .events(events.kept())
                        .inOrder(),
                events.omitted(),
                past);
    }

    /** What the assessment does not repeat of its object. */
    private record Facts(List<NodeUpgrade> nodes, Map<String, String> release) {
        static Facts of(ClusterState state, UpgradeAssessment upgrade) {
            if (upgrade.engine() == Engine.V2) {
                return state.harvester().upgradePlans().stream()
                        .filter(plan -> plan.name().equals(upgrade.name()))
                        .findFirst()
                        .map((UpgradePlan plan) -> new Facts(plan.nodes(), plan.release()))
                        .orElseGet(() -> new Facts(List.of(), Map.of()));
            }
            return state.upgrades().stream()
                    .filter(each -> each.name().equals(upgrade.name()))
                    .findFirst()
                    .map((Upgrade each) -> new Facts(each.nodes(), each.release()))
                    .orElseGet(() -> new Facts(List.of(), Map.of()));
        }
    }
}
