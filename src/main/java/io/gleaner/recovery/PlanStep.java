package io.gleaner.recovery;

import io.gleaner.model.Text;

/** One step of a plan. Numbers count from 1. */
public record PlanStep(int number, Operation operation, Turn turn, Text reason, Risk risk, Text riskReason) {
    /** When a step can be tried out. */
    public enum Turn {
        /** As things are. */
        AT_ONCE,
        /** Only on what the steps before leave; until then its preview is a forecast, and its guards ask when its turn comes. */
        AFTER_EARLIER_STEPS
    }

    /** The condition that is waited for. */
    public Text verification() {
        return Text.of("recovery.verification." + operation.name(), operation.target());
    }

    /** How it is taken back, or that it cannot be. */
    public Text undo() {
        return Text.of("recovery.takeBack." + operation.name(), operation.target());
    }

    PlanStep numbered(int other) {
        return new PlanStep(other, operation, turn, reason, risk, riskReason);
    }
}
