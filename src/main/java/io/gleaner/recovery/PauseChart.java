package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Puts a chart back to paused: the undo of {@link ResumeChart}. */
record PauseChart(ObjectRef target, String uid, String version) implements ChartOperation {
    @Override
    public boolean pauses() {
        return true;
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        ObjectRef bundle = facts.bundleRefOf(target);
        return List.of(
                Expectation.of(target, ChartOperation::isPaused, _ -> Text.of("recovery.verify.notPaused", target)),
                Expectation.of(bundle, ChartOperation::isPaused, _ -> Text.of("recovery.verify.notPaused", bundle)));
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.of(new ResumeChart(target, uid, version));
    }
}
