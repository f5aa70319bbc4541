package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Replaces the Pods of a Deployment one after the other, as {@code kubectl rollout restart} does.
 *
 * @param at the mark that makes the template another one, a time
 */
record RestartWorkload(ObjectRef target, String uid, String at) implements Operation {
    private static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";

    @Override
    public Risk risk() {
        return Risk.MEDIUM;
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.of(live, uid)
                .put(
                        "/spec/template/metadata/annotations",
                        JsonNodeFactory.instance.objectNode().put(ANNOTATION, at))
                .asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(),
                new SystemServicesGuard(),
                new SameObjectGuard(),
                new ReplicasWantedGuard(),
                new HelmIdleGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(
                Expectation.of(
                        target,
                        live -> live.json()
                                .at("/spec/template/metadata/annotations")
                                .path(ANNOTATION)
                                .asString("")
                                .equals(at),
                        _ -> Text.of("recovery.verify.notRestarted", target)),
                Expectation.rolledOut(target));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }
}
