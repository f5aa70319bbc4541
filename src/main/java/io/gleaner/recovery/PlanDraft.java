package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making. Its phrases are {@code recovery.plan.<name>.…}. */
final class PlanDraft {
    private final String name;
    private final List<PlanStep> steps = new ArrayList<>();
    private final List<RecoveryPlan.LeftOut> leftOut = new ArrayList<>();

    PlanDraft(String name) {
        this.name = name;
    }

    /** A step that can be tried out as things are. */
    PlanDraft step(Operation operation, Text reason) {
        return add(operation, PlanStep.Turn.AT_ONCE, reason);
    }

    /** A step that needs the ones before it. */
    PlanDraft then(Operation operation, Text reason) {
        return add(operation, PlanStep.Turn.AFTER_EARLIER_STEPS, reason);
    }

    private PlanDraft add(Operation operation, PlanStep.Turn turn, Text reason) {
        steps.add(new PlanStep(steps.size() + 1, operation, turn, reason, operation.risk(), operation.riskReason()));
        return this;
    }

    void leaveOut(ObjectRef object, String why, Object... arguments) {
        leftOut.add(new RecoveryPlan.LeftOut(object, text(why, arguments)));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    Text text(String what, Object... arguments) {
        return Text.of("recovery.plan." + name + "." + what, arguments);
    }

    /** @param arguments of the summary */
    PlanOffer offered(Object... arguments) {
        return new PlanOffer.Offered(new RecoveryPlan(
                name,
                text("summary", arguments),
                RecordedSteps.highestRisk(steps),
                text("ifNothing"),
                steps,
                leftOut,
                ""));
    }

    PlanOffer refused(String why, Object... arguments) {
        return new PlanOffer.Refused(text(why, arguments), leftOut);
    }

    /** The plan if it has a step, else the reason why it has none. */
    PlanOffer offeredOr(String why, Object... arguments) {
        return isEmpty() ? refused(why, arguments) : offered(targets());
    }

    PlanOffer scriptAtWork() {
        return new PlanOffer.Refused(Text.of("recovery.refused.inTransition"), leftOut);
    }

    PlanOffer unknown(List<String> unknown, List<String> known) {
        return new PlanOffer.Refused(Text.of("recovery.refused.unknownName", unknown, known), leftOut);
    }

    private List<String> targets() {
        return steps.stream()
                .map(step -> step.operation().target().toString())
                .distinct()
                .toList();
    }
}
