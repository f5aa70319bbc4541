package io.gleaner.analysis.precheck;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;

/**
 * One object that is not as it should be.
 *
 * @param weight FAILED or WARNING
 */
public record Affected(Outcome weight, ObjectRef object, Text message) {
    static Affected stops(ObjectRef object, String key, Object... arguments) {
        return new Affected(Outcome.FAILED, object, Text.of(key, arguments));
    }

    static Affected warns(ObjectRef object, String key, Object... arguments) {
        return new Affected(Outcome.WARNING, object, Text.of(key, arguments));
    }
}
