package io.gleaner.model;

import java.util.List;

/** A validating or mutating webhook configuration. */
public record WebhookConfiguration(Metadata metadata, List<Webhook> webhooks) {
    /**
     * One webhook of it.
     *
     * @param serviceNamespace with {@code serviceName} empty when it is called by URL
     * @param failurePolicy {@code Fail} refuses every request while the webhook does not answer
     */
    public record Webhook(
            String name, String serviceNamespace, String serviceName, String failurePolicy, List<Scope> rules) {
        public Webhook {
            rules = List.copyOf(rules);
        }
    }

    /** What a webhook is asked about. */
    public record Scope(List<String> apiGroups, List<String> resources, List<String> operations) {
        public Scope {
            apiGroups = List.copyOf(apiGroups);
            resources = List.copyOf(resources);
            operations = List.copyOf(operations);
        }
    }

    public WebhookConfiguration {
        webhooks = List.copyOf(webhooks);
    }

    public String name() {
        return metadata.name();
    }
}
