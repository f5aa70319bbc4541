package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something one object must come to show before a write counts as verified.
 *
 * @param holds asked with the object as it is; empty when it is not there
 * @param seen what to say as long as it does not hold
 */
record Expectation(ObjectRef object, Predicate<Optional<LiveObject>> holds, Function<Optional<LiveObject>, Text> seen) {

    /** The object is there and meets the condition. */
    static Expectation of(ObjectRef object, Predicate<LiveObject> holds, Function<LiveObject, Text> seen) {
        return new Expectation(
                object,
                live -> live.filter(holds).isPresent(),
                live -> live.map(seen).orElseGet(() -> Text.of("recovery.verify.absent", object)));
    }

    static Expectation condition(ObjectRef object, String type) {
        return of(
                object,
                live -> live.isTrue(type),
                live -> Text.of(
                        "recovery.verify.condition",
                        object,
                        type,
                        LiveConditions.status(live.json(), type),
                        Redaction.of(LiveConditions.message(live.json(), type))));
    }

    /** All Pods of a Deployment run its template. */
    static Expectation rolledOut(ObjectRef deployment) {
        return of(
                deployment,
                LiveObject::isRolledOut,
                live -> Text.of(
                        "recovery.verify.rollout",
                        deployment,
                        live.number("/status/updatedReplicas"),
                        live.number("/status/availableReplicas"),
                        live.json().at("/spec/replicas").asLong(1)));
    }

    /** Fleet has looked at its object as it is now. */
    static Expectation observed(ObjectRef object) {
        return of(
                object,
                live -> live.number("/status/observedGeneration") >= live.generation(),
                live -> Text.of(
                        "recovery.verify.notObserved",
                        object,
                        live.generation(),
                        live.number("/status/observedGeneration")));
    }

    /** That very object is there no more. */
    static Expectation gone(ObjectRef object, String uid) {
        return new Expectation(
                object,
                live -> live.filter(each -> each.uid().equals(uid)).isEmpty(),
                _ -> Text.of("recovery.verify.stillThere", object));
    }
}
