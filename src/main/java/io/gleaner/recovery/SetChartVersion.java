package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * Gives a CRD chart the version the upgrade had in mind for it, and un-pauses it: the patch that {@code
 * upgrade_manifests.sh} makes from Harvester v1.6.0 on in its steps for monitoring and logging. The timeout is raised by one as
 * the script does, so that the Bundle changes whatever else stayed.
 *
 * @param from {@code spec.version} as it was shown
 */
record SetChartVersion(ObjectRef target, String uid, String from, String to) implements Operation {
    private static final int DEFAULT_TIMEOUT_SECONDS = 600;

    @Override
    public Risk risk() {
        return Risk.MEDIUM;
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        Change change = Change.of(live, uid).sameGeneration();
        if (!live.text("/spec/version").equals(to)) {
            long timeout = live.json().at("/spec/timeoutSeconds").asLong(DEFAULT_TIMEOUT_SECONDS);
            change.set("/spec/version", to).set("/spec/timeoutSeconds", timeout + 1);
        }
        return change.set("/spec/paused", false).asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(),
                new SystemServicesGuard(),
                new SameObjectGuard(),
                new ChartVersionGuard(),
                new FleetClusterGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        ObjectRef bundle = facts.bundleRefOf(target);
        return List.of(
                Expectation.of(
                        bundle,
                        live -> live.text("/spec/helm/version").equals(to) && !live.flag("/spec/paused"),
                        live -> Text.of("recovery.verify.bundleVersion", bundle, live.text("/spec/helm/version"), to)),
                Expectation.observed(bundle),
                Expectation.condition(bundle, "Ready"),
                Expectation.condition(target, "Defined"),
                Expectation.condition(target, "Ready"));
    }

    @Override
    public List<Right> reads() {
        List<Right> rights = new ArrayList<>(Right.toRead(ResourceKind.MANAGED_CHART, target.namespace()));
        rights.addAll(Right.toRead(ResourceKind.BUNDLE, target.namespace()));
        return rights;
    }
}
