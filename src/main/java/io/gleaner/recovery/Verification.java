package io.gleaner.recovery;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterRequestException;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until a write shows its effect: everything an operation expects holds at the same time. */
final class Verification {
    /** How it ended, with the condition that held or what was seen last. */
    sealed interface Verdict {
        Text fact();

        record Held(Text fact) implements Verdict {}

        record NotSeen(Text fact) implements Verdict {}

        record Cancelled(Text fact) implements Verdict {}
    }

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
                missing = firstMissing(operation);
                if (missing.isEmpty()) {
                    return new Verdict.Held(Text.of("recovery.held." + operation.name(), operation.target()));
                }
                seen = missing.get().seen();
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

    /** Whatever comes of it, everything is looked at again; also when nothing comes for a while. */
    private void await(Missing missing) {
        Expectation expectation = missing.expectation();
        try {
            var _ = facts.cluster()
                    .awaitCondition(
                            expectation.object(),
                            object -> expectation.holds().test(Optional.of(new LiveObject(object))),
                            patience.forOneLook(),
                            patience.cancelled());
        } catch (ClusterRequestException e) {
            if (RequestFailure.isPassing(e)) {
                patience.pause();
            }
        }
    }

    private Optional<Missing> firstMissing(Operation operation) {
        for (Expectation expectation : operation.expectations(facts)) {
            Optional<LiveObject> now = facts.find(expectation.object());
            if (!expectation.holds().test(now)) {
                return Optional.of(new Missing(expectation, expectation.seen().apply(now)));
            }
        }
        return Optional.empty();
    }
}
