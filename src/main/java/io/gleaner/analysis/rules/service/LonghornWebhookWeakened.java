package io.gleaner.analysis.rules.service;

import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Aftermath;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.WebhookConfiguration;
import io.gleaner.model.WebhookConfiguration.Scope;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * S10: {@code migrate_longhorn_v1beta1_crds} takes UPDATE out of Longhorn's webhook rule for its settings while it migrates, and
 * was stopped before it put it back.
 */
final class LonghornWebhookWeakened implements Rule {
    private static final String NAME = "longhorn-webhook-validator";

    @Override
    public Card card() {
        return Card.of("S10", Severity.ERROR)
                .affecting("1.6→1.7")
                .requiring(Aftermath.andSeen(Requirement.VALIDATING_WEBHOOKS))
                .offering("restore-longhorn-webhook");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        if (!Aftermath.isReached(situation)) {
            return Stream.empty();
        }
        return situation.state().platform().webhooks().stream()
                .filter(configuration -> configuration.name().equals(NAME)
                        && configuration.metadata().ref().kind().startsWith("Validating"))
                .flatMap(this::weakened);
    }

    private Stream<Match> weakened(WebhookConfiguration configuration) {
        return IntStream.range(0, configuration.webhooks().size()).boxed().flatMap(webhook -> {
            List<Scope> rules = configuration.webhooks().get(webhook).rules();
            return IntStream.range(0, rules.size())
                    .filter(rule -> isWeakened(rules.get(rule)))
                    .mapToObj(rule -> match(configuration, webhook, rule, rules.get(rule)));
        });
    }

    private static boolean isWeakened(Scope rule) {
        return rule.apiGroups().equals(List.of("longhorn.io"))
                && rule.resources().equals(List.of("settings"))
                && !rule.operations().contains("UPDATE")
                && !rule.operations().contains("*");
    }

    private Match match(WebhookConfiguration configuration, int webhook, int rule, Scope scope) {
        String path = "/webhooks/" + webhook + "/rules/" + rule;
        return Match.of(
                        configuration.metadata().ref(),
                        "kubectl patch validatingwebhookconfiguration " + NAME
                                + " --type=json -p '[{\"op\":\"test\",\"path\":\""
                                + path + "/resources\",\"value\":[\"settings\"]},{\"op\":\"add\",\"path\":\"" + path
                                + "/operations/-\",\"value\":\"UPDATE\"}]'")
                .proof(say("proofOperations", scope.operations()));
    }
}
