package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Addon;
import io.gleaner.model.HelmChart;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * S08: an addon does not come to rest (harvester#9644, harvester#9289, harvester#7376). The script waits five minutes for each and
 * goes on regardless, so this does not stop an upgrade; an addon that is busy does refuse changes, and from v1.7.0 on the next
 * upgrade.
 */
final class AddonStuck implements Rule {
    private static final Set<String> BUSY = Set.of("AddonEnabling", "AddonUpdating", "AddonDisabling");
    /** Twice as long as the script waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public Card card() {
        return Card.of("S08", Severity.ERROR)
                .requiring(Requirement.ADDONS)
                .known("harvester/harvester#9644", "harvester/harvester#9289", "harvester/harvester#7376")
                .offering("reset-addon");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().harvester().addons().stream()
                .filter(addon -> failed(addon) || lingers(situation, addon))
                .map(addon -> match(situation, addon));
    }

    private static boolean failed(Addon addon) {
        return addon.conditions().isTrue("OperationFailed") && !addon.state().equals("AddonDeploySuccessful");
    }

    private static boolean lingers(Situation situation, Addon addon) {
        return BUSY.contains(addon.state())
                && addon.conditions()
                        .since("InProgress")
                        .filter(since ->
                                since.plus(PATIENCE).isBefore(situation.state().asOf()))
                        .isPresent();
    }

    private Match match(Situation situation, Addon addon) {
        String message = ManifestLogs.shortened(addon.conditions().message("OperationFailed"));
        String state = addon.state().isEmpty() ? "?" : addon.state();
        Match found = Match.of(
                        addon.metadata().ref(),
                        addon.name(),
                        state,
                        message,
                        "kubectl get helmcharts.helm.cattle.io,jobs -n "
                                + addon.metadata().ref().namespace())
                .since(addon.conditions().since(failed(addon) ? "OperationFailed" : "InProgress"))
                .proof(say("proofState", state))
                .proof(charts(situation, addon));
        Match explained =
                failed(addon) ? found.saying("explanation", message.isEmpty() ? "failedSilently" : "failed") : found;
        return situation.upgradeGoesOn() || situation.manifests().active().isYes()
                ? explained.at(Severity.WARNING).saying("advice", "later")
                : explained;
    }

    /** The Helm controller's object behind the addon, whose Job writes why. */
    private List<Evidence> charts(Situation situation, Addon addon) {
        return situation.state().platform().helmCharts().stream()
                .filter(chart ->
                        chart.name().equals(addon.name()) && !chart.jobName().isEmpty())
                .map(this::job)
                .toList();
    }

    private Evidence job(HelmChart chart) {
        return new Evidence(chart.metadata().ref(), say("proofJob", chart.jobName()));
    }
}
