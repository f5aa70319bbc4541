package io.gleaner.recovery;

import io.gleaner.model.WebhookConfiguration;
import io.gleaner.model.WebhookConfiguration.Scope;
import io.gleaner.source.ResourceKind;
import java.util.Optional;

/** The plan {@code restore-longhorn-webhook}: has Longhorn's webhook judge changed settings again. */
final class RestoreLonghornWebhook {
    static final String NAME = "restore-longhorn-webhook";

    private static final String CONFIGURATION = "longhorn-webhook-validator";

    private RestoreLonghornWebhook() {}

    static PlanOffer offer(PlanRequest request) {
        PlanDraft draft = new PlanDraft(NAME);
        if (request.isScriptAtWork()) {
            return draft.scriptAtWork();
        }
        Optional<WebhookConfiguration> found = request.state().platform().webhooks().stream()
                .filter(each -> each.name().equals(CONFIGURATION))
                .filter(each -> ResourceKind.of(each.metadata().ref()) == ResourceKind.VALIDATING_WEBHOOK)
                .findFirst();
        if (found.isEmpty()) {
            return draft.refused("unknown");
        }
        boolean incomplete = found.get().webhooks().stream()
                .flatMap(webhook -> webhook.rules().stream())
                .anyMatch(RestoreLonghornWebhook::leavesUpdatesOut);
        if (incomplete) {
            var metadata = found.get().metadata();
            draft.step(new CompleteLonghornWebhook(metadata.ref(), metadata.uid()), draft.text("reason"));
        }
        return draft.offeredOr("complete");
    }

    private static boolean leavesUpdatesOut(Scope rule) {
        return rule.apiGroups().contains("longhorn.io")
                && rule.resources().contains("settings")
                && !rule.operations().contains("UPDATE")
                && !rule.operations().contains("*");
    }
}
