package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a guard saw on the live cluster.
 *
 * @param guard what it asks, in words
 * @param object the object that decided; null when there is none to name
 * @param fact what was read
 */
public record GuardResult(
        Text guard, boolean passed, @Nullable ObjectRef object, Text fact) {}
