package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.analysis.Phase;
import io.gleaner.analysis.PhaseProgress;
import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.PodLog;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Phase 3 from the inside: by the log of the newest Pod of the manifest Job, without one by what the script changed. */
final class ScriptSteps {
    private static final Map<String, ScriptStep> BUMPED_IN = Map.of(
            ScriptCharts.HARVESTER_CRD, ScriptStep.HARVESTER_CRD,
            ScriptCharts.HARVESTER, ScriptStep.HARVESTER,
            ScriptCharts.MONITORING_CRD, ScriptStep.MONITORING_CRD,
            ScriptCharts.LOGGING_CRD, ScriptStep.LOGGING_CRD);

    private ScriptSteps() {}

    /** Empty before phase 3, and when nothing tells. */
    static List<StepProgress> of(
            Situation situation,
            UpgradeAssessment upgrade,
            Map<String, String> release,
            JobRuns runs,
            List<ChartBump> bumps) {
        State phase = upgrade.phases().stream()
                .filter(each -> each.id() == Phase.SYSTEM_SERVICES)
                .findFirst()
                .map(PhaseProgress::state)
                .orElse(State.PENDING);
        if (phase == State.PENDING || phase == State.SKIPPED) {
            return List.of();
        }
        List<ScriptStep> steps = ScriptStep.of(HarvesterVersion.parse(upgrade.to()));
        Optional<JobRun> run = runs.newest(JobRun.Role.MANIFESTS);
        State last = phase == State.RUNNING ? State.RUNNING : phase;
        @Nullable Instant ended = run.flatMap(JobRun::ended).orElse(null);
        return run.flatMap(each -> log(situation, each))
                .flatMap(log -> ScriptLog.read(log, steps, last, ended))
                .orElseGet(() -> observed(situation, upgrade, release, steps, last, times(situation, bumps)));
    }

    private static Optional<PodLog> log(Situation situation, JobRun run) {
        return run.tries().isEmpty()
                ? Optional.empty()
                : situation.state().podLogs().stream()
                        .filter(log -> log.pod().equals(run.tries().getLast().pod()))
                        .findFirst();
    }

    private static List<StepProgress> observed(
            Situation situation,
            UpgradeAssessment upgrade,
            Map<String, String> release,
            List<ScriptStep> steps,
            State last,
            Map<ScriptStep, Instant> times) {
        if (last == State.DONE) {
            return steps.stream().map(step -> derived(step, State.DONE, times)).toList();
        }
        return ScriptObserver.reach(situation.state(), situation.versions(), release, upgrade.to())
                .map(reach -> steps.stream()
                        .map(step -> derived(step, state(step, reach, last), times))
                        .toList())
                .orElse(List.of());
    }

    private static State state(ScriptStep step, ScriptObserver.Reach reach, State last) {
        if (step.compareTo(reach.first()) < 0) {
            return State.DONE;
        }
        if (step.compareTo(reach.last()) > 0) {
            return last == State.RUNNING ? State.PENDING : State.SKIPPED;
        }
        return reach.first() == reach.last() ? last : State.UNKNOWN;
    }

    private static StepProgress derived(ScriptStep step, State state, Map<ScriptStep, Instant> times) {
        boolean begun = state == State.DONE || state == State.RUNNING || state == State.FAILED;
        return new StepProgress(step, state, begun ? times.get(step) : null, null, Certainty.DERIVED);
    }

    /** What the script leaves a date of: its pauses and its bumps. */
    private static Map<ScriptStep, Instant> times(Situation situation, List<ChartBump> bumps) {
        Map<ScriptStep, Instant> times = new EnumMap<>(ScriptStep.class);
        situation.charts().stream()
                .filter(chart -> chart.pauseOrigin() == PauseOrigin.UPGRADE)
                .flatMap(chart -> Stream.ofNullable(chart.pausedBy()))
                .flatMap(paused -> Stream.ofNullable(paused.time()))
                .min(Instant::compareTo)
                .ifPresent(time -> times.put(ScriptStep.PAUSE_CHARTS, time));
        for (ChartBump bump : bumps) {
            ScriptStep step = BUMPED_IN.get(bump.chart());
            if (step != null && bump.revision() == 0) {
                times.put(step, bump.time());
            }
        }
        return times;
    }
}
