package io.gleaner.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One status condition.
 *
 * @param status YES for {@code True}, NO for {@code False}, UNKNOWN for {@code Unknown} and anything else
 * @param since {@code lastUpdateTime} where it is set (Rancher, Fleet and Harvester stamp only that one), else
 *     {@code lastTransitionTime}; null for a condition that was created Unknown
 */
public record Condition(String type, Known status, @Nullable Instant since, String reason, String message) {}
