package io.gleaner.analysis;

import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Job;
import io.gleaner.model.MachinePlan;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One node in the node phase: Harvester's state of it, its two drain hook Jobs, and what Rancher asks for.
 *
 * @param plan the Secret Rancher and Harvester talk through; empty when there is none or it could not be read
 */
public record NodeWork(
        ClusterState state,
        Upgrade upgrade,
        NodeUpgrade status,
        Optional<ClusterNode> node,
        Optional<Job> preDrain,
        Optional<Job> postDrain,
        Optional<MachinePlan> plan) {
    public static final String PRELOADED = "Images preloaded";
    public static final String PAUSED = PhaseDetector.NODE_PAUSED;
    public static final String PRE_DRAINING = "Pre-draining";
    public static final String PRE_DRAINED = "Pre-drained";
    public static final String POST_DRAINING = "Post-draining";
    public static final String WAITING_REBOOT = "Waiting Reboot";
    public static final String SUCCEEDED = "Succeeded";

    /** On a node that is to boot into another system. */
    private static final String PENDING_SYSTEM = "harvesterhci.io/pendingOSImage";

    /**
     * After this a step of a node is worth a look. An estimate: Harvester sets no limit, its hook Jobs wait for ever; the RKE2 part
     * of a node took 16 minutes in the one published measurement (upgrade-toolkit README).
     */
    public static final Duration PATIENCE = Duration.ofMinutes(30);

    public String name() {
        return status.node();
    }

    public ObjectRef ref() {
        return node.map(found -> found.metadata().ref()).orElse(new ObjectRef("v1", "Node", null, name()));
    }

    public boolean is(String nodeState) {
        return status.state().equals(nodeState);
    }

    /** Whether it has begun and is not through: while one node is, Harvester lets no other begin. */
    public boolean isBusy() {
        return !is(PRELOADED) && !is(SUCCEEDED) && !status.state().isEmpty();
    }

    /** Whether Rancher waits for Harvester to empty the node. */
    public boolean isAskedToDrain() {
        return plan.flatMap(MachinePlan::preDrain)
                .filter(asked ->
                        !asked.equals(plan.flatMap(MachinePlan::preHook).orElse("")))
                .isPresent();
    }

    /** Whether Rancher is through with its part and waits for Harvester's. */
    public boolean isAskedToFinish() {
        return plan.flatMap(MachinePlan::postDrain)
                .filter(asked ->
                        !asked.equals(plan.flatMap(MachinePlan::postHook).orElse("")))
                .isPresent();
    }

    /** Since when it is in this state, as its hook Jobs tell. */
    public Optional<Instant> since() {
        return switch (status.state()) {
            case PRE_DRAINING -> preDrain.flatMap(NodeWork::started);
            case PRE_DRAINED -> preDrain.flatMap(NodeWork::completed);
            case POST_DRAINING -> postDrain.flatMap(NodeWork::started);
            case WAITING_REBOOT -> postDrain.flatMap(NodeWork::completed);
            // The node boots after its Job is complete, and is ready after that.
            case SUCCEEDED ->
                Stream.concat(
                                postDrain.flatMap(NodeWork::completed).stream(),
                                node.flatMap(found -> found.conditions().since("Ready")).stream())
                        .max(Instant::compareTo);
            default -> Optional.empty();
        };
    }

    /** Whether this has lasted longer than usual; false where nothing tells since when. */
    public boolean isLate() {
        return since().filter(time -> isLongAgo(time)).isPresent();
    }

    public boolean isLongAgo(Instant time) {
        return time.plus(PATIENCE).isBefore(state.asOf());
    }

    public Duration lasting() {
        return since().map(time -> Duration.between(time, state.asOf())).orElse(Duration.ZERO);
    }

    /** What the hook Job at work says. */
    public Optional<HookLog> log() {
        return switch (status.state()) {
            case PRE_DRAINING -> preDrain.flatMap(job -> HookLog.of(state, job));
            case POST_DRAINING -> postDrain.flatMap(job -> HookLog.of(state, job));
            default -> Optional.empty();
        };
    }

    /** The Kubernetes version the node has to reach; kubelets do not show a release candidate's suffix. */
    public String targetKubernetes() {
        return upgrade.release().getOrDefault("kubernetes", "").replaceFirst("-rc\\d*", "");
    }

    /** Whether RKE2 on this node is at the target; false when one of the two is not known. */
    public boolean isAtTargetKubernetes() {
        return !targetKubernetes().isEmpty()
                && node.map(ClusterNode::kubeletVersion)
                        .filter(targetKubernetes()::equals)
                        .isPresent();
    }

    public boolean isBehindTargetKubernetes() {
        return !targetKubernetes().isEmpty()
                && node.map(ClusterNode::kubeletVersion)
                        .filter(version -> !version.isEmpty() && !version.equals(targetKubernetes()))
                        .isPresent();
    }

    /** The operating system it has to boot into; empty when neither node nor release says. */
    public Optional<String> targetSystem() {
        return node.flatMap(found -> found.metadata().annotation(PENDING_SYSTEM))
                .or(() -> Optional.ofNullable(upgrade.release().get("os")))
                .filter(system -> !system.isEmpty());
    }

    public boolean isReady() {
        return node.filter(found -> found.ready().isYes()).isPresent();
    }

    /** Since when the node says that it is not ready; empty when it is, or does not say. */
    public Optional<Instant> notReadySince() {
        return node.flatMap(found -> found.conditions().find("Ready"))
                .filter(ready -> !ready.status().isYes())
                .flatMap(ready -> Optional.ofNullable(ready.since()));
    }

    private static Optional<Instant> started(Job job) {
        return Optional.ofNullable(job.started())
                .or(() -> Optional.ofNullable(job.metadata().created()));
    }

    public static Optional<Instant> completed(Job job) {
        return Optional.ofNullable(job.completed())
                .or(() -> job.conditions().isTrue("Complete") ? job.conditions().since("Complete") : Optional.empty());
    }
}
