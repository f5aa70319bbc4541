package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Has Fleet install its agent anew.
 *
 * @param generation of the agent to be reached
 */
record RedeployFleetAgent(ObjectRef target, String uid, long generation) implements Operation {
    private static final String FIELD = "/spec/redeployAgentGeneration";

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return live.number(FIELD) >= generation
                ? Change.nothing()
                : Change.of(live, uid).set(FIELD, generation).asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard(), new HelmIdleGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> live.number("/status/agentDeployedGeneration") >= generation,
                live -> Text.of(
                        "recovery.verify.agent", target, live.number("/status/agentDeployedGeneration"), generation)));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }
}
