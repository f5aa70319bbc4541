package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One step tried out on the server without leaving a trace: what the user is shown, and what is looked at again before writing. */
sealed interface Rehearsal {
    StepPreview preview();

    /** Nothing speaks against it: this patch on this object. */
    record Ready(StepPreview preview, LiveObject live, ArrayNode patch) implements Rehearsal {}

    /** The object is already as wanted. */
    record NothingToDo(StepPreview preview) implements Rehearsal {}

    /** At least one guard said no. */
    record Guarded(StepPreview preview, GuardResult by) implements Rehearsal {}

    /** The server said no, or nothing. */
    record Failed(StepPreview preview, ClusterRequestException failure) implements Rehearsal {}

    /** Reads, asks the guards, reads once more as close to the write as can be, and dry runs. */
    static Rehearsal of(LiveFacts facts, PlanStep step, Signature signature) {
        Operation operation = step.operation();
        ObjectRef target = operation.target();
        List<GuardResult> guards = List.of();
        String before = "";
        String patchText = "";
        try {
            Optional<LiveObject> first =
                    operation.verb().equals("delete") ? facts.find(target) : Optional.of(facts.object(target));
            if (first.isEmpty()) {
                return new NothingToDo(done(step, guards, ""));
            }
            ArrayNode wanted = operation.patch(first.get(), step, signature);
            before = ObjectView.of(first.get().json(), wanted);
            if (first.get().uid().equals(operation.uid()) && wanted.isEmpty()) {
                return new NothingToDo(done(step, guards, before));
            }
            guards = Guard.checkAll(facts, step);
            Optional<GuardResult> refusing = refusing(guards);
            if (refusing.isPresent()) {
                return guarded(step, guards, before, refusing.get());
            }
            LiveObject live = facts.object(target);
            ArrayNode patch = operation.patch(live, step, signature);
            before = ObjectView.of(live.json(), patch);
            if (patch.isEmpty()) {
                return new NothingToDo(done(step, guards, before));
            }
            Optional<Text> forbidden = HardRules.against(target, patch);
            if (forbidden.isPresent()) {
                GuardResult by = forbidden(target, forbidden.get());
                return guarded(step, with(guards, by), before, by);
            }
            patchText = patch.toString();
            String after = dryRun(facts, operation, patch);
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

    /**
     * What a step is going to do when the steps before it are done. Nothing can be dry run yet: the server would hold what is
     * to come against it.
     *
     * @param expected the object as the steps before leave it; empty when they do not touch it
     */
    static StepPreview foresee(LiveFacts facts, PlanStep step, Signature signature, Optional<ObjectNode> expected) {
        Operation operation = step.operation();
        try {
            LiveObject live = expected.map(LiveObject::new).orElseGet(() -> facts.object(operation.target()));
            List<GuardResult> guards = Guard.foresee(facts, step);
            ArrayNode patch = operation.patch(live, step, signature);
            String before = ObjectView.of(live.json(), patch);
            if (patch.isEmpty()) {
                return done(step, guards, before);
            }
            Optional<Text> forbidden = HardRules.against(operation.target(), patch);
            if (forbidden.isPresent()) {
                guards = with(guards, forbidden(operation.target(), forbidden.get()));
            }
            String after = Change.deletes(patch) ? "" : ObjectView.of(Change.applied(patch, live.json()), patch);
            return new StepPreview(
                    step, guards, before, after, ObjectView.diff(before, after), patch.toString(), false, null);
        } catch (ClusterRequestException e) {
            return new StepPreview(step, List.of(), "", "", List.of(), "", false, RequestFailure.text(e));
        }
    }

    private static String dryRun(LiveFacts facts, Operation operation, ArrayNode patch) {
        if (Change.deletes(patch)) {
            facts.cluster().dryRunDelete(operation.target(), operation.uid());
            return "";
        }
        return ObjectView.of(facts.cluster().dryRun(operation.target(), patch), patch);
    }

    private static Optional<GuardResult> refusing(List<GuardResult> guards) {
        return guards.stream().filter(result -> !result.passed()).findFirst();
    }

    private static GuardResult forbidden(ObjectRef target, Text why) {
        return new GuardResult(Text.of("recovery.guard.hardRules"), false, target, why);
    }

    private static List<GuardResult> with(List<GuardResult> guards, GuardResult another) {
        List<GuardResult> all = new ArrayList<>(guards);
        all.add(another);
        return all;
    }

    private static Guarded guarded(PlanStep step, List<GuardResult> guards, String before, GuardResult by) {
        return new Guarded(new StepPreview(step, guards, before, "", List.of(), "", false, null), by);
    }

    private static StepPreview done(PlanStep step, List<GuardResult> guards, String before) {
        return new StepPreview(step, guards, before, before, List.of(), "", true, null);
    }
}
