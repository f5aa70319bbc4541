package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ClusterRequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** One step tried out on the server without leaving a trace: what the user is shown, and what is looked at again before writing. */
sealed interface Rehearsal {
    StepPreview preview();

    /** Nothing speaks against it: this patch on this object. */
    record Ready(StepPreview preview, LiveChart live, ArrayNode patch) implements Rehearsal {}

    /** The object is already as wanted. */
    record NothingToDo(StepPreview preview) implements Rehearsal {}

    /** At least one guard said no. */
    record Guarded(StepPreview preview, GuardResult by) implements Rehearsal {}

    /** The server said no, or nothing. */
    record Failed(StepPreview preview, ClusterRequestException failure) implements Rehearsal {}

    /** Reads, asks the guards, reads once more as close to the write as can be, and dry runs. */
    static Rehearsal of(LiveFacts facts, PlanStep step) {
        Operation operation = step.operation();
        ObjectRef target = operation.target();
        List<GuardResult> guards = List.of();
        String before = "";
        String patchText = "";
        try {
            LiveChart first = facts.chart(target);
            before = ObjectView.of(first.json());
            if (first.isAsWanted(operation)) {
                return new NothingToDo(new StepPreview(step, guards, before, before, List.of(), "", true, null));
            }
            guards = Guard.checkAll(facts, step);
            @Nullable
            GuardResult refusing = guards.stream()
                    .filter(result -> !result.passed())
                    .findFirst()
                    .orElse(null);
            if (refusing != null) {
                return new Guarded(new StepPreview(step, guards, before, "", List.of(), "", false, null), refusing);
            }
            LiveChart live = facts.chart(target);
            before = ObjectView.of(live.json());
            ArrayNode patch = ChartPatch.of(operation, live);
            patchText = patch.toString();
            String after = ObjectView.of(facts.cluster().dryRun(target, patch));
            return new Ready(
                    new StepPreview(
                            step, guards, before, after, ObjectView.diff(before, after), patchText, false, null),
                    live,
                    patch);
        } catch (ClusterRequestException e) {
            return new Failed(
                    new StepPreview(step, guards, before, "", List.of(), patchText, false, RequestFailure.text(e)), e);
        }
    }
}
