package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Waits until a write shows its effect on the ManagedChart and on its Bundle: Rancher has passed it on, Fleet has seen the
 * Bundle as it is now ({@code observedGeneration}), and both say Ready. A ManagedChart's Ready alone would prove nothing, it
 * is a copy that may be older than the write.
 */
final class Verification {
    /** How it ended, with the condition that held or what was seen last. */
    sealed interface Verdict {
        Text fact();

        record Held(Text fact) implements Verdict {}

        record NotSeen(Text fact) implements Verdict {}

        record Cancelled(Text fact) implements Verdict {}
    }

    private record Expectation(ObjectRef object, Predicate<ObjectNode> holds, Function<ObjectNode, Text> seen) {}

    private record Missing(Expectation expectation, Text seen) {}

    private final LiveFacts facts;
    private final Patience patience;
    private final Consumer<Text> progress;

    /** @param progress told what is waited for, each time that changes */
    Verification(LiveFacts facts, Patience patience, Consumer<Text> progress) {
        this.facts = facts;
        this.patience = patience;
        this.progress = progress;
    }

    Verdict of(Operation operation) {
        Optional<Text> told = Optional.empty();
        while (true) {
            Optional<Missing> missing = Optional.empty();
            Text seen;
            boolean hopeless = false;
            try {
                Optional<ObjectNode> bundle = facts.bundleOf(operation.target());
                if (bundle.isPresent()) {
                    missing = firstMissing(operation, bundle.get());
                    if (missing.isEmpty()) {
                        return new Verdict.Held(held(operation, bundle.get()));
                    }
                }
                seen = missing.map(Missing::seen)
                        .orElseGet(() -> Text.of("recovery.verify.noBundle", operation.target()));
            } catch (ClusterRequestException e) {
                seen = RequestFailure.text(e);
                hopeless = !RequestFailure.isPassing(e);
            }
            if (patience.isCancelled()) {
                return new Verdict.Cancelled(seen);
            }
            if (hopeless || patience.isOver()) {
                return new Verdict.NotSeen(seen);
            }
            if (!told.equals(Optional.of(seen))) {
                progress.accept(seen);
                told = Optional.of(seen);
            }
            missing.ifPresentOrElse(this::await, patience::pause);
        }
    }

    /** Whatever comes of it, both objects are looked at again. */
    private void await(Missing missing) {
        Expectation expectation = missing.expectation();
        try {
            var _ = facts.cluster()
                    .awaitCondition(expectation.object(), expectation.holds(), patience.left(), patience.cancelled());
        } catch (ClusterRequestException e) {
            if (RequestFailure.isPassing(e)) {
                patience.pause();
            }
        }
    }

    private Optional<Missing> firstMissing(Operation operation, ObjectNode bundle) {
        ObjectRef bundleRef = LiveFacts.ref(ResourceKind.BUNDLE, bundle);
        for (Expectation expectation : expectations(operation, bundleRef)) {
            ObjectNode now = facts.cluster().get(expectation.object());
            if (!expectation.holds().test(now)) {
                return Optional.of(new Missing(expectation, expectation.seen().apply(now)));
            }
        }
        return Optional.empty();
    }

    private static List<Expectation> expectations(Operation operation, ObjectRef bundle) {
        ObjectRef chart = operation.target();
        return switch (operation) {
            case Operation.ResumeChart _ ->
                List.of(
                        new Expectation(
                                chart, now -> !isPaused(now), _ -> Text.of("recovery.verify.pausedAgain", chart)),
                        new Expectation(
                                bundle, now -> !isPaused(now), _ -> Text.of("recovery.verify.stillPaused", bundle)),
                        new Expectation(
                                bundle,
                                now -> observed(now) >= generation(now),
                                now -> Text.of("recovery.verify.notObserved", bundle, generation(now), observed(now))),
                        condition(bundle, "Ready"),
                        condition(chart, "Defined"),
                        condition(chart, "Ready"));
            case Operation.PauseChart _ ->
                List.of(
                        new Expectation(
                                chart, Verification::isPaused, _ -> Text.of("recovery.verify.notPaused", chart)),
                        new Expectation(
                                bundle, Verification::isPaused, _ -> Text.of("recovery.verify.notPaused", bundle)));
        };
    }

    private static Expectation condition(ObjectRef object, String type) {
        return new Expectation(
                object,
                now -> LiveConditions.isTrue(now, type),
                now -> Text.of(
                        "recovery.verify.condition",
                        object,
                        type,
                        LiveConditions.status(now, type),
                        Redaction.of(LiveConditions.message(now, type))));
    }

    private static Text held(Operation operation, ObjectNode bundle) {
        ObjectRef bundleRef = LiveFacts.ref(ResourceKind.BUNDLE, bundle);
        return switch (operation) {
            case Operation.ResumeChart _ -> Text.of("recovery.verify.resumed", operation.target(), bundleRef);
            case Operation.PauseChart _ -> Text.of("recovery.verify.paused", operation.target(), bundleRef);
        };
    }

    private static boolean isPaused(ObjectNode object) {
        return object.at("/spec/paused").asBoolean(false);
    }

    private static long generation(ObjectNode object) {
        return object.at("/metadata/generation").asLong(0);
    }

    private static long observed(ObjectNode object) {
        return object.at("/status/observedGeneration").asLong(0);
    }
}
