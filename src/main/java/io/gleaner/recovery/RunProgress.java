package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.recovery.RunResult.Outcome;
import io.gleaner.recovery.StepProgress.Stage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Where a run is: the newest word on each of its steps. */
final class RunProgress {
    private final Map<Integer, StepProgress> steps = new TreeMap<>();
    private final Consumer<StepProgress> listener;
    private final InstantSource clock;
    private String runId = "";
    private int step;

    RunProgress(Preview shown, Consumer<StepProgress> listener, InstantSource clock) {
        this.listener = listener;
        this.clock = clock;
        for (PlanStep each : shown.plan().steps()) {
            steps.put(
                    each.number(),
                    new StepProgress(each.number(), Stage.WAITING, clock.instant(), Text.of("recovery.step.waiting")));
        }
    }

    void startedAs(String runId) {
        this.runId = runId;
    }

    void at(int step) {
        this.step = step;
    }

    int step() {
        return step;
    }

    void report(Stage stage, Text detail) {
        StepProgress now = new StepProgress(step, stage, clock.instant(), detail);
        steps.put(step, now);
        listener.accept(now);
    }

    Text summary(StepEnd end) {
        long done = steps.values().stream()
                .filter(each -> each.stage() == Stage.DONE || each.stage() == Stage.ALREADY_DONE)
                .count();
        String key = switch (end.outcome()) {
            case CANCELLED -> "recovery.run.cancelled";
            case NOT_VERIFIED -> "recovery.run.notVerified";
            case REFUSED -> "recovery.run.refused";
            case NOT_PERMITTED -> "recovery.run.forbidden";
            case FAILED, SUCCEEDED -> "recovery.run.failed";
        };
        return Text.of(key, step, steps.size(), done, end.detail());
    }

    /** Without a journal nothing is started; when it fails on the way, the step that was on is as far as it got. */
    RunResult stoppedByJournal(Text why) {
        if (runId.isEmpty()) {
            return stopped(Outcome.REFUSED, why);
        }
        report(Stage.FAILED, why);
        return stopped(Outcome.FAILED, why);
    }

    RunResult stopped(Outcome outcome, Text summary) {
        return new RunResult(runId, outcome, List.copyOf(steps.values()), summary);
    }
}
