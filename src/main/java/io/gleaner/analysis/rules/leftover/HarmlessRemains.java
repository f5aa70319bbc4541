package io.gleaner.analysis.rules.leftover;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import java.util.stream.Stream;

/**
 * S22: what a broken upgrade leaves that does no harm, so that nobody tidies it up: the script tells RKE2 to give up rather than to
 * install multus anew, which protects the virtual machine networks (harvester#10359).
 */
final class HarmlessRemains implements Rule {
    @Override
    public Card card() {
        return Card.of("S22", Severity.INFO)
                .affecting("≥1.7.2, ≥1.8.0")
                .requiring(Aftermath.andSeen(Requirement.HELM_CHART_CONFIGS))
                .known("harvester/harvester#10359");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return situation.state().platform().helmChartConfigs().stream()
                .filter(config -> config.name().equals("rke2-multus")
                        && config.failurePolicy().equals("abort"))
                .filter(_ -> Aftermath.broken(situation).isPresent())
                .map(config -> Match.of(config.metadata().ref()).proof(say("proofPolicy")));
    }
}
