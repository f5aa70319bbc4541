package io.gleaner.recovery;

import io.gleaner.analysis.RunningVersions;
import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Text;
import io.gleaner.model.Workload;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/** The chart server may only go back to the release that runs, and the running one must not be on its way elsewhere. */
record RunningReleaseGuard() implements Guard {
    @Override
    public Text question() {
        return Text.of("recovery.guard.runningRelease");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(Right.list(ResourceKind.DEPLOYMENT, ManifestScriptGuard.NAMESPACE));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof SetChartServerImage set)) {
            throw new IllegalArgumentException("for the chart server alone, not for " + step.operation());
        }
        Optional<Workload> controller = controller(facts);
        if (controller.filter(Workload::rolledOut).isEmpty()) {
            return no(RunningVersions.CONTROLLER, Text.of("recovery.guard.runningRelease.rolling"));
        }
        String tag = tag(controller.get());
        boolean same = HarvesterVersion.parse(tag)
                .filter(running -> HarvesterVersion.parse(set.release())
                        .filter(running::sameAs)
                        .isPresent())
                .isPresent();
        return same
                ? yes(RunningVersions.CONTROLLER, Text.of("recovery.guard.runningRelease.yes", tag))
                : no(RunningVersions.CONTROLLER, Text.of("recovery.guard.runningRelease.no", tag, set.release()));
    }

    /** The Deployment whose image tells which Harvester runs. */
    static Optional<Workload> controller(LiveFacts facts) {
        return facts.list(ResourceKind.DEPLOYMENT, ManifestScriptGuard.NAMESPACE, null)
                .workload(ManifestScriptGuard.NAMESPACE, RunningVersions.CONTROLLER.name());
    }

    static String tag(Workload controller) {
        return controller.imageTag("rancher/harvester").orElse("");
    }
}
