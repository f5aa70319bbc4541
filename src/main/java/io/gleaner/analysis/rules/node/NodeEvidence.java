package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.HookLog;
import io.gleaner.analysis.NodeWait;
import io.gleaner.analysis.NodeWork;
import io.gleaner.model.ClusterNode;
import io.gleaner.model.ClusterState;
import io.gleaner.model.ControlPlane;
import io.gleaner.model.MachinePlan;
import io.gleaner.model.PodLog;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Facts about a node as evidence, each with the object it was read from. */
final class NodeEvidence {
    private static final String HARVESTER = "harvester-system";

    private NodeEvidence() {}

    static Evidence state(NodeWork node) {
        return new Evidence(
                node.upgrade().metadata().ref(),
                Text.of(
                        "analysis.evidence.nodeState",
                        node.name(),
                        node.status().state()));
    }

    static List<Evidence> log(NodeWork node) {
        return node.log().stream().map(NodeEvidence::said).toList();
    }

    private static Evidence said(HookLog log) {
        return new Evidence(
                log.pod(), Text.of("analysis.evidence.hookLog", log.line().text()));
    }

    static List<Evidence> rancher(NodeWork node) {
        return NodeWait.rancherSays(node.state(), node)
                .flatMap(message -> node.state().provisioning().controlPlanes().stream()
                        .map(ControlPlane::metadata)
                        .findFirst()
                        .map(metadata ->
                                new Evidence(metadata.ref(), Text.of("analysis.evidence.rancherSays", message))))
                .stream()
                .toList();
    }

    static List<Evidence> system(NodeWork node) {
        return node.node().map(NodeEvidence::system).stream().toList();
    }

    static Evidence system(ClusterNode node) {
        return new Evidence(
                node.metadata().ref(), Text.of("analysis.evidence.nodeSystem", node.osImage(), node.kubeletVersion()));
    }

    /** What the hooks are asked for and how they were answered; the values repeat the drain options and are not worth reading. */
    static Evidence hooks(MachinePlan plan) {
        return new Evidence(
                plan.metadata().ref(),
                Text.of(
                        "analysis.evidence.hooks",
                        answered(plan.preDrain(), plan.preHook()),
                        answered(plan.postDrain(), plan.postHook())));
    }

    private static Text answered(Optional<String> asked, Optional<String> answer) {
        String word = asked.isEmpty() ? "notAsked" : asked.equals(answer) ? "answered" : "open";
        return Text.of("analysis.evidence.hook." + word);
    }

    /** The last time Harvester's controller wrote this, where its log is at hand. */
    static List<Evidence> controllerSays(ClusterState state, String text) {
        return state.podLogs().stream()
                .filter(log -> HARVESTER.equals(log.pod().namespace())
                        && log.pod().name().startsWith("harvester-"))
                .flatMap(log -> log.last(text).stream().map(line -> said(log, line)))
                .toList();
    }

    private static Evidence said(PodLog log, PodLog.Line line) {
        return new Evidence(log.pod(), Text.of("analysis.evidence.hookLog", line.text()));
    }

    static Evidence condition(ClusterNode node) {
        return node.conditions()
                .find("Ready")
                .map(ready -> new Evidence(
                        node.metadata().ref(),
                        Text.of(
                                "analysis.evidence.nodeNotReady",
                                Stream.of(ready.reason(), ready.message())
                                        .filter(text -> !text.isBlank())
                                        .toList())))
                .orElse(system(node));
    }
}
