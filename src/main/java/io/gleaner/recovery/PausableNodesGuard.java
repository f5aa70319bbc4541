package io.gleaner.recovery;

import io.gleaner.model.HarvesterVersion;
import io.gleaner.model.Text;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Harvester looks at the pause map from v1.7.0 on, and its webhook takes names of nodes that are there and no others. A node
 * whose turn has come is not stopped any more.
 */
record PausableNodesGuard() implements Guard {
    private static final String FIRST_RELEASE = "1.7.0";
    /** In these states the node's turn has not come. */
    static final Set<String> BEFORE_ITS_TURN =
            Set.of("", "Images preloading", "Images preloaded", NodePauseOperation.HELD);

    @Override
    public Text question() {
        return Text.of("recovery.guard.pausableNodes");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(
                Right.list(ResourceKind.DEPLOYMENT, ManifestScriptGuard.NAMESPACE),
                new Right("get", ResourceKind.NODE, null, null));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        if (!(step.operation() instanceof NodePauseOperation pause)) {
            throw new IllegalArgumentException("for nodes alone, not for " + step.operation());
        }
        Optional<String> tag = RunningReleaseGuard.controller(facts).map(RunningReleaseGuard::tag);
        if (!tag.map(PausableNodesGuard::knowsPauses).orElse(false)) {
            return no(pause.target(), Text.of("recovery.guard.pausableNodes.release", tag.orElse("–"), FIRST_RELEASE));
        }
        var node = ResourceKind.NODE.ref(null, pause.node());
        if (facts.find(node).isEmpty()) {
            return no(node, Text.of("recovery.guard.pausableNodes.noNode", node));
        }
        String state = NodePauseOperation.state(facts.object(pause.target()), pause.node());
        return pause instanceof PauseNode && !BEFORE_ITS_TURN.contains(state)
                ? no(node, Text.of("recovery.guard.pausableNodes.tooLate", node, state))
                : yes(node, Text.of("recovery.guard.pausableNodes.yes", node, state));
    }

    /** A development build, which says no version, is a recent one. */
    static boolean knowsPauses(String tag) {
        return !tag.isEmpty()
                && HarvesterVersion.parse(tag)
                        .map(version -> version.isAtLeast(FIRST_RELEASE))
                        .orElse(true);
    }
}
