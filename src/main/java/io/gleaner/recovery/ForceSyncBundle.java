package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Raises {@code spec.forceSyncGeneration} of a Bundle, so that Fleet's agent applies its chart once more. The field is the
 * Bundle's alone; a ManagedChart does not know it (harvester#8309).
 *
 * @param generation to be reached
 */
record ForceSyncBundle(ObjectRef target, String uid, long generation) implements Operation {
    private static final String FIELD = "/spec/forceSyncGeneration";

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return live.number(FIELD) >= generation
                ? Change.nothing()
                : Change.of(live, uid)
                        .sameGeneration()
                        .same("/spec/paused")
                        .set(FIELD, generation)
                        .asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(),
                new SystemServicesGuard(),
                new SameObjectGuard(),
                new BundleNotPausedGuard(),
                new HelmIdleGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        List<Expectation> expectations = new ArrayList<>();
        facts.deploymentRefOf(target)
                .ifPresent(deployment -> expectations.add(Expectation.of(
                        deployment,
                        live -> live.number("/spec/options/forceSyncGeneration") >= generation
                                && live.text("/spec/deploymentID").equals(live.text("/status/appliedDeploymentID")),
                        _ -> Text.of("recovery.verify.notApplied", deployment))));
        expectations.add(Expectation.observed(target));
        expectations.add(Expectation.condition(target, "Ready"));
        return expectations;
    }

    @Override
    public List<Right> reads() {
        List<Right> rights = new ArrayList<>(Right.toFollow(target));
        rights.addAll(Right.toRead(ResourceKind.BUNDLE_DEPLOYMENT, null));
        return rights;
    }
}
