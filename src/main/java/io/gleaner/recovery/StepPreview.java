package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step would do right now.
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
}
