package io.gleaner.analysis.timeline;

import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.PhaseProgress.State;
import io.gleaner.model.PodLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the manifest script through its log: each step begins with a line of its own, and ends where the next one begins. */
final class ScriptLog {
    private ScriptLog() {}

    /**
     * @param last how the step that was begun last stands
     * @return empty when no line of the log is that of a step
     */
    static Optional<List<StepProgress>> read(PodLog log, List<ScriptStep> steps, State last, @Nullable Instant ended) {
        Map<ScriptStep, Optional<Instant>> begun = new EnumMap<>(ScriptStep.class);
        int reached = -1;
        for (PodLog.Line line : log.lines()) {
            int step = stepOf(line.text(), steps, reached);
            if (step > reached) {
                begun.put(steps.get(step), Optional.ofNullable(line.time()));
                reached = step;
            }
        }
        return reached < 0 ? Optional.empty() : Optional.of(told(steps, begun, reached, last, ended));
    }

    /** The script never goes back, so only the lines of later steps matter. */
    private static int stepOf(String line, List<ScriptStep> steps, int reached) {
        for (int step = reached + 1; step < steps.size(); step++) {
            if (steps.get(step).begins(line)) {
                return step;
            }
        }
        return -1;
    }

    private static List<StepProgress> told(
            List<ScriptStep> steps,
            Map<ScriptStep, Optional<Instant>> begun,
            int reached,
            State last,
            @Nullable Instant ended) {
        List<StepProgress> told = new ArrayList<>();
        Instant next = last == State.RUNNING ? null : ended;
        for (int step = steps.size() - 1; step >= 0; step--) {
            ScriptStep each = steps.get(step);
            Optional<Instant> start = begun.getOrDefault(each, Optional.empty());
            State state = step < reached ? State.DONE : step == reached ? last : afterTheLast(last);
            // A step without a line of its own was passed in silence: done, at no known time.
            boolean seen = begun.containsKey(each);
            told.addFirst(new StepProgress(
                    each,
                    state,
                    start.orElse(null),
                    seen ? next : null,
                    seen ? Certainty.MEASURED : Certainty.DERIVED));
            if (seen) {
                next = start.orElse(null);
            }
        }
        return told;
    }

    private static State afterTheLast(State last) {
        return switch (last) {
            case DONE -> State.DONE;
            case FAILED -> State.SKIPPED;
            case UNKNOWN -> State.UNKNOWN;
            case RUNNING, PENDING, SKIPPED -> State.PENDING;
        };
    }
}
