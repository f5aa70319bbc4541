package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * Un-pauses a chart. It is proven by its Bundle: Rancher has passed the change on, Fleet has seen the Bundle as it is now
 * ({@code observedGeneration}), and both say Ready. A ManagedChart's Ready alone would prove nothing, it is a copy that may be
 * older than the write.
 */
record ResumeChart(ObjectRef target, String uid, String version) implements ChartOperation {
    @Override
    public boolean pauses() {
        return false;
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        ObjectRef bundle = facts.bundleRefOf(target);
        return List.of(
                Expectation.of(
                        target,
                        live -> !ChartOperation.isPaused(live),
                        _ -> Text.of("recovery.verify.pausedAgain", target)),
                Expectation.of(
                        bundle,
                        live -> !ChartOperation.isPaused(live),
                        _ -> Text.of("recovery.verify.stillPaused", bundle)),
                Expectation.observed(bundle),
                Expectation.condition(bundle, "Ready"),
                Expectation.condition(target, "Defined"),
                Expectation.condition(target, "Ready"));
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new PauseChart(target, uid, version));
    }
}
