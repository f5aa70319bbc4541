package io.gleaner.recovery;

import io.gleaner.model.Text;
import java.util.List;

/** A whole plan tried out: permissions, guards and dry runs; nothing was written. */
public record Preview(RecoveryPlan plan, List<Permission> permissions, List<StepPreview> steps) {

    /** One SelfSubjectAccessReview. */
    public record Permission(Text right, boolean allowed) {}

    public Preview {
        permissions = List.copyOf(permissions);
        steps = List.copyOf(steps);
    }

    public boolean permitted() {
        return permissions.stream().allMatch(Permission::allowed);
    }

    public boolean canRun() {
        return permitted() && steps.stream().allMatch(StepPreview::accepted);
    }
}
