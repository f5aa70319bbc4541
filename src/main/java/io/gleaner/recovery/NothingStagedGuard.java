package io.gleaner.recovery;

import io.gleaner.model.BundleDeployment;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step of low risk told the user that nothing starts when the chart is un-paused. Fleet goes on staging changes behind a
 * pause, so this is asked again: a change that was staged since must be agreed to by naming the chart.
 */
record NothingStagedGuard() implements Guard {
    static boolean concerns(PlanStep step) {
        return step.operation() instanceof ResumeChart && step.risk().compareTo(Risk.LOW) <= 0;
    }

    @Override
    public Text question() {
        return Text.of("recovery.guard.nothingStaged");
    }

    /** A chart that resolves again has its Bundle written anew, and with it what is staged. */
    @Override
    public boolean isMetByEarlierSteps() {
        return true;
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.BUNDLE_DEPLOYMENT, null));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        Optional<ObjectNode> bundle = facts.bundleOf(step.operation().target());
        if (bundle.isEmpty()) {
            return new GuardResult(
                    question(),
                    false,
                    step.operation().target(),
                    Text.of(
                            "recovery.guard.nothingStaged.noBundle",
                            step.operation().target()));
        }
        String name = bundle.get().at("/metadata/name").asString("");
        List<BundleDeployment> deployments = facts
                .list(
                        ResourceKind.BUNDLE_DEPLOYMENT,
                        null,
                        "fleet.cattle.io/bundle-namespace="
                                + step.operation().target().namespace())
                .bundleDeployments()
                .stream()
                .filter(deployment -> deployment.bundleName().equals(name))
                .toList();
        return deployments.stream()
                .filter(BundleDeployment::hasStagedChange)
                .findFirst()
                .map(staged -> new GuardResult(
                        question(),
                        false,
                        staged.metadata().ref(),
                        Text.of(
                                "recovery.guard.nothingStaged.staged",
                                staged.metadata().ref(),
                                staged.chartVersion(),
                                staged.stagedChartVersion())))
                .orElseGet(() -> new GuardResult(
                        question(),
                        true,
                        LiveFacts.ref(ResourceKind.BUNDLE, bundle.get()),
                        Text.of("recovery.guard.nothingStaged.none", name)));
    }
}
