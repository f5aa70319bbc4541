package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Puts an ended upgrade aside, by the label Harvester's own dashboard means to set. It saves the whole object instead, which has
 * wiped its status and started the upgrade anew (harvester#7791). Harvester then removes the logs of the upgrade.
 */
record DismissUpgrade(ObjectRef target, String uid) implements Operation {
    static final String LABEL = "harvesterhci.io/read-message";

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.of(live, uid).label(LABEL, "true").asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new SameObjectGuard(), new UpgradeEndedGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> live.label(LABEL).equals("true")
                        && live.indexOf("Completed").isPresent(),
                _ -> Text.of("recovery.verify.notDismissed", target)));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }
}
