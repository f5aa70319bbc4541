package io.gleaner.analysis.rules.chart;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Bundle;
import io.gleaner.model.BundleDeployment;
import io.gleaner.model.HelmRelease;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Metadata;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Pipeline;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * C22: what keeps Harvester installed is gone, and with it go its custom resources, virtual machines and volumes (harvester#2107,
 * harvester#9194, harvester#9349).
 */
final class HarvesterUninstalled implements Rule {
    @Override
    public Card card() {
        return Card.of("C22", Severity.CRITICAL)
                .requiring(Requirement.MANAGED_CHARTS, Requirement.BUNDLES, Requirement.BUNDLE_DEPLOYMENTS)
                .known("harvester/harvester#2107", "harvester/harvester#9194", "harvester/harvester#9349")
                .explaining("C09", "C16", "C23");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.charts().stream()
                .filter(chart -> ScriptCharts.carriesHarvesterVersion(chart.subject()))
                .filter(chart -> isOld(situation, chart.subject().metadata()))
                .flatMap(chart -> match(situation, situation.pipeline(chart)).stream());
    }

    /** A chart that was just made has not come far yet. */
    private static boolean isOld(Situation situation, Metadata metadata) {
        return metadata.created() == null || Lasting.lasts(situation, metadata.created(), Lasting.GRACE);
    }

    private static Optional<Match> match(Situation situation, Pipeline pipeline) {
        ManagedChart chart = pipeline.chart();
        Optional<HelmRelease> uninstalled = pipeline.newest()
                .filter(release -> release.status().equals("uninstalling")
                        || release.status().equals("uninstalled"));
        if (uninstalled.isPresent()) {
            HelmRelease release = uninstalled.get();
            return Optional.of(told(chart, release.witness(), "release")
                    .since(release.deployed())
                    .proof(Text.of("analysis.evidence.revision", release.revision(), release.status())));
        }
        if (pipeline.bundle().isEmpty()) {
            return Optional.of(told(chart, bundle(chart), "bundle").proof(Text.of("analysis.evidence.missing")));
        }
        Bundle bundle = pipeline.bundle().get();
        if (bundle.metadata().deleting() != null) {
            return Optional.of(deleted(chart, bundle.metadata(), "bundle"));
        }
        if (pipeline.deployment().isEmpty()) {
            return Optional.of(told(chart, bundle.metadata().ref(), "deployment")
                    .proof(Text.of("catalogue.C22.proof.noDeployment")));
        }
        BundleDeployment deployment = pipeline.deployment().get();
        if (deployment.metadata().deleting() != null) {
            return Optional.of(deleted(chart, deployment.metadata(), "deployment"));
        }
        return releaseGone(situation, pipeline)
                ? Optional.of(told(chart, deployment.metadata().ref(), "release")
                        .proof(Text.of("catalogue.C22.proof.noRelease", chart.releaseName())))
                : Optional.empty();
    }

    /** Helm removes all revisions when it uninstalls; Fleet had applied the chart, so there were some. */
    private static boolean releaseGone(Situation situation, Pipeline pipeline) {
        return pipeline.revisions().isEmpty()
                && Requirement.SECRETS.isMet(situation.state())
                && Requirement.APPS.isMet(situation.state())
                && pipeline.deployment()
                        .filter(deployment -> !deployment.appliedDeploymentId().isEmpty())
                        .isPresent();
    }

    private static Match told(ManagedChart chart, ObjectRef object, String explanation) {
        return Match.of(object, chart.name(), Commands.pauseFleet()).saying("explanation", explanation);
    }

    private static Match deleted(ManagedChart chart, Metadata object, String explanation) {
        return told(chart, object.ref(), explanation)
                .since(object.deleting())
                .proof(Text.of("catalogue.C22.proof.deleting"));
    }

    private static ObjectRef bundle(ManagedChart chart) {
        return new ObjectRef("fleet.cattle.io/v1alpha1", "Bundle", "fleet-local", "mcc-" + chart.name());
    }
}
