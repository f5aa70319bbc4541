package io.gleaner.source.scenario;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The state Fleet gives a BundleDeployment: the first rule that matches. */
enum FleetState {
    PENDING("Pending", "pending"),
    ERR_APPLIED("ErrApplied", "errApplied"),
    WAIT_APPLIED("WaitApplied", "waitApplied"),
    NOT_READY("NotReady", "notReady"),
    OUT_OF_SYNC("OutOfSync", "outOfSync"),
    MODIFIED("Modified", "modified"),
    READY("Ready", "ready");

    /** As in {@code display.state} and in messages. */
    final String word;
    /** As in {@code summary}. */
    final String counter;

    FleetState(String word, String counter) {
        this.word = word;
        this.counter = counter;
    }

    static FleetState of(Optional<ObjectNode> deployment) {
        return deployment.map(FleetState::of).orElse(PENDING);
    }

    private static FleetState of(JsonNode deployment) {
        String wanted = KubernetesJson.text(deployment, "/spec/deploymentID");
        if (!KubernetesJson.text(deployment, "/status/appliedDeploymentID").equals(wanted)) {
            return StatusConditions.isFalse(deployment, "Deployed") ? ERR_APPLIED : WAIT_APPLIED;
        }
        if (!deployment.at("/status/ready").asBoolean(false)) {
            return NOT_READY;
        }
        if (!KubernetesJson.text(deployment, "/spec/stagedDeploymentID").equals(wanted)) {
            return OUT_OF_SYNC;
        }
        return deployment.at("/status/nonModified").asBoolean(false) ? READY : MODIFIED;
    }
}
