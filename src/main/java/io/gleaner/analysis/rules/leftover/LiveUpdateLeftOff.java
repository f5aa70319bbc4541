package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.ScriptCharts;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.ManagedChart;
import io.gleaner.model.Upgrade;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S15: the script empties KubeVirt's {@code workloadUpdateMethods} so that virtual machines do not move during phase 3, notes the
 * old value at the Upgrade, and Harvester's cleanup puts it back ({@code restoreKubevirtWorkloadUpdateMethodsInValues}).
 */
final class LiveUpdateLeftOff implements Rule {
    private static final String VALUE = "kubevirt.spec.workloadUpdateStrategy.workloadUpdateMethods";
    private static final String BACKUP = "harvesterhci.io/kubevirt-workload-update-methods";

    @Override
    public Card card() {
        return Card.of("S15", Severity.ERROR)
                .affecting("≥1.7.2, ≥1.8.1")
                .requiring(Aftermath.andSeen(Requirement.MANAGED_CHARTS))
                .known("harvester/harvester#10447");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().managedCharts().stream()
                .filter(chart -> chart.name().equals(ScriptCharts.HARVESTER)
                        && "[]".equals(chart.values().get(VALUE))
                        && Aftermath.isReached(situation))
                .flatMap(chart -> match(situation, chart).stream());
    }

    private Optional<Match> match(Situation situation, ManagedChart chart) {
        Optional<Upgrade> noted = Aftermath.annotated(situation, BACKUP).findFirst();
        if (noted.isPresent()) {
            Upgrade upgrade = noted.get();
            String before = upgrade.metadata().annotation(BACKUP).orElse("");
            // It was empty before: somebody wants it so.
            return before.equals("[]")
                    ? Optional.empty()
                    : Optional.of(found(chart, before)
                            .proof(new Evidence(upgrade.metadata().ref(), say("proofBackup", before))));
        }
        boolean objectGone = situation
                .upgradeIfAny()
                .filter(upgrade -> upgrade.state() == State.ABORTED)
                .isPresent();
        return objectGone
                ? Optional.of(found(chart, "[\"LiveMigrate\"]")
                        .at(Severity.WARNING)
                        .saying("explanation", "maybe")
                        .saying("advice", "maybe"))
                : Optional.empty();
    }

    private Match found(ManagedChart chart, String before) {
        return Match.of(
                        chart.metadata().ref(),
                        before,
                        "kubectl patch managedcharts.management.cattle.io -n fleet-local harvester --type=merge -p "
                                + "'{\"spec\":{\"values\":{\"kubevirt\":{\"spec\":{\"workloadUpdateStrategy\":{\"workloadUpdateMethods\":"
                                + before + "}}}}}}'")
                .proof(say("proofEmpty"));
    }
}
