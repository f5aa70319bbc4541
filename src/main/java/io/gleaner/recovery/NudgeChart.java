package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * Sets a label nobody reads, so that Rancher looks at the chart again (harvester#8203): a Bundle that was left behind gets
 * what its chart says.
 *
 * @param value of the label; another one each time
 */
record NudgeChart(ObjectRef target, String uid, String value) implements Operation {
    static final String LABEL = Signature.PREFIX + "nudged";

    @Override
    public Risk risk() {
        return Risk.NONE;
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        return Change.of(live, uid).label(LABEL, value).asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        LiveObject chart = facts.object(target);
        ObjectRef bundle = facts.bundleRefOf(target);
        return List.of(
                Expectation.condition(target, "Defined"),
                Expectation.of(
                        bundle,
                        live -> follows(live, chart),
                        _ -> Text.of("recovery.verify.bundleBehind", bundle, target)),
                Expectation.observed(bundle));
    }

    private static boolean follows(LiveObject bundle, LiveObject chart) {
        String version = chart.text("/spec/version");
        return bundle.flag("/spec/paused") == chart.flag("/spec/paused")
                && (version.isEmpty() || version.equals(bundle.text("/spec/helm/version")));
    }

    @Override
    public List<Right> reads() {
        List<Right> rights = new ArrayList<>(Right.toFollow(target));
        rights.addAll(Right.toRead(ResourceKind.BUNDLE, target.namespace()));
        return rights;
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return PutBack.of(this, before, written);
    }
}
