package io.gleaner.recovery;

import io.gleaner.model.Text;

/**
 * One step of a plan.
 *
 * @param number from 1
 * @param verification the condition that is waited for, in words
 * @param undo how it is taken back, in words
 * @param kubectl the equal command
 */
public record PlanStep(
        int number,
        Operation operation,
        Text reason,
        Risk risk,
        Text riskReason,
        Text verification,
        Text undo,
        String kubectl) {}
