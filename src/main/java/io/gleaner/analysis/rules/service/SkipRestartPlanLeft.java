package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Plan;
import io.gleaner.model.Text;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * S02: the Plan that keeps rancher-system-agent from restarting RKE2 outlived its try. It has no upgrade label, so no cleanup
 * removes it, and the next try of the same Job creates it with {@code kubectl create}, which refuses
 * ({@code skip_restart_rancher_system_agent} in upgrade_manifests.sh).
 */
final class SkipRestartPlanLeft implements Rule {
    private static final String SUFFIX = "-skip-restart-rancher-system-agent";

    @Override
    public Card card() {
        return Card.of("S02", Severity.WARNING)
                .requiring(Aftermath.andSeen(Requirement.PLANS))
                .known("harvester/harvester#5690", "harvester/harvester#4965")
                .offering("remove-leftover-plans")
                .explaining("C07", "S01");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        Optional<Evidence> refused = ManifestLogs.of(situation).flatMap(logs -> logs.saying("AlreadyExists", SUFFIX));
        boolean over = Aftermath.isReached(situation);
        return situation.state().harvester().plans().stream()
                .filter(plan -> plan.name().endsWith(SUFFIX))
                .flatMap(plan -> match(plan, refused, over).stream());
    }

    private static Optional<Match> match(Plan plan, Optional<Evidence> refused, boolean over) {
        Match found = Match.of(
                        plan.metadata().ref(),
                        plan.name(),
                        "kubectl delete plans.upgrade.cattle.io -n cattle-system " + plan.name())
                .since(plan.metadata().created());
        Optional<Evidence> refusal =
                refused.filter(line -> line.fact().arguments().toString().contains(plan.name()));
        if (refusal.isEmpty()) {
            return over ? Optional.of(found.proof(Text.of("analysis.evidence.stillThere"))) : Optional.empty();
        }
        Match cause = found.at(Severity.ERROR).proof(refusal.get()).saying("explanation", "blocks");
        return Optional.of(over ? cause : cause.saying("advice", "blocks").saying("impact", "blocks"));
    }
}
