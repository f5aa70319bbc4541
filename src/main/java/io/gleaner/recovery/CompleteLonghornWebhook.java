package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Has Longhorn's webhook asked again about changed settings. {@code upgrade_manifests.sh} takes {@code UPDATE} out of its rule
 * while it migrates Longhorn's objects, and an interruption leaves it out.
 */
record CompleteLonghornWebhook(ObjectRef target, String uid) implements Operation {
    private static final String UPDATE = "UPDATE";

    /** A rule and where it stands; a JSON Patch can only point by index. */
    private record Rule(String path, JsonNode json) {
        boolean isAboutSettings() {
            return holds(json.path("apiGroups"), "longhorn.io") && holds(json.path("resources"), "settings");
        }

        boolean leavesUpdatesOut() {
            return !holds(json.path("operations"), UPDATE) && !holds(json.path("operations"), "*");
        }

        private static boolean holds(JsonNode list, String word) {
            return list.valueStream().anyMatch(each -> each.asString("").equals(word));
        }
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        Change change = Change.of(live, uid);
        incomplete(live).ifPresent(rule -> {
            ArrayNode operations =
                    rule.json().path("operations").deepCopy() instanceof ArrayNode there ? there : Change.nothing();
            change.same(rule.path() + "/resources").set(rule.path() + "/operations", operations.add(UPDATE));
        });
        return change.asPatch();
    }

    static Optional<String> incompleteRule(LiveObject live) {
        return incomplete(live).map(Rule::path);
    }

    private static Optional<Rule> incomplete(LiveObject live) {
        JsonNode webhooks = live.json().path("webhooks");
        Stream.Builder<Rule> rules = Stream.builder();
        for (int webhook = 0; webhook < webhooks.size(); webhook++) {
            JsonNode list = webhooks.get(webhook).path("rules");
            for (int rule = 0; rule < list.size(); rule++) {
                rules.add(new Rule("/webhooks/" + webhook + "/rules/" + rule, list.get(rule)));
            }
        }
        return rules.build()
                .filter(Rule::isAboutSettings)
                .filter(Rule::leavesUpdatesOut)
                .findFirst();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target, live -> incomplete(live).isEmpty(), _ -> Text.of("recovery.verify.webhookIncomplete", target)));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }
}
