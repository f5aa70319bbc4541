package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step would do right now; of a step that comes {@linkplain PlanStep.Turn#AFTER_EARLIER_STEPS after others}, what it
 * is going to do.
 *
 * @param before the object's relevant part as YAML; {@code after} as the dry run returned it
 * @param diff unified, without headers: lines starting with {@code -}, {@code +} or a blank
 * @param patch the JSON Patch as text
 * @param alreadyDone the object is as the step would make it: nothing will be sent
 * @param failure why the dry run was refused; null when it was accepted
 */
public record StepPreview(
        PlanStep step,
        List<GuardResult> guards,
        String before,
        String after,
        List<String> diff,
        String patch,
        boolean alreadyDone,
        @Nullable Text failure) {
    public StepPreview {
        guards = List.copyOf(guards);
        diff = List.copyOf(diff);
    }

    public boolean accepted() {
        return failure == null && guards.stream().allMatch(GuardResult::passed);
    }

    /** Whether this is a forecast, because the steps before have to be done first. */
    public boolean isForecast() {
        return step.turn() == PlanStep.Turn.AFTER_EARLIER_STEPS && !alreadyDone;
    }

    /** The equal command; empty when nothing would be sent. */
    public String kubectl() {
        return Kubectl.command(step.operation(), patch);
    }
}
