package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Gives a Longhorn setting the value it had before the upgrade changed it. */
record SetLonghornSetting(ObjectRef target, String uid, String value) implements Operation {
    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.of(live, uid).set("/value", value).asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new NoNodePhaseGuard(), new SameObjectGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> live.text("/value").equals(value)
                        && live.json().at("/status/applied").asBoolean(true),
                live -> Text.of("recovery.verify.settingValue", target, live.text("/value"))));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return PutBack.of(this, before, written);
    }
}
