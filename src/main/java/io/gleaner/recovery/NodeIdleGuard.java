package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import io.gleaner.source.ResourceKind;
import java.util.List;
import java.util.Optional;

/**
 * Nobody needs the node empty: no upgrade works on it, nobody has put it into maintenance, and its kubelet answers. The
 * maintenance mark is Harvester's ({@code pkg/util/constants.go}).
 */
record NodeIdleGuard() implements Guard {
    static final String MAINTENANCE = "harvesterhci.io/maintain-status";

    @Override
    public Text question() {
        return Text.of("recovery.guard.nodeIdle");
    }

    @Override
    public List<Right> reads(PlanStep step) {
        return List.of(
                Right.list(ResourceKind.UPGRADE, ManifestScriptGuard.NAMESPACE),
                new Right(
                        "get",
                        ResourceKind.NODE,
                        null,
                        step.operation().target().name()));
    }

    @Override
    public GuardResult check(LiveFacts facts, PlanStep step) {
        ObjectRef node = step.operation().target();
        LiveObject live = facts.object(node);
        String maintenance = live.annotation(MAINTENANCE);
        if (!maintenance.isEmpty()) {
            return no(node, Text.of("recovery.guard.nodeIdle.maintenance", node, maintenance));
        }
        if (!live.isTrue("Ready")) {
            return no(node, Text.of("recovery.guard.nodeIdle.notReady", node));
        }
        Optional<Upgrade> upgrade = facts.latestUpgrade().filter(UpgradeUnderWayGuard::isUnderWay);
        if (upgrade.isEmpty()) {
            return yes(node, Text.of("recovery.guard.nodeIdle.noUpgrade", node));
        }
        String state = stateIn(upgrade.get(), node.name());
        return state.equals("Succeeded")
                ? yes(node, Text.of("recovery.guard.nodeIdle.done", node))
                : no(
                        upgrade.get().metadata().ref(),
                        Text.of(
                                "recovery.guard.nodeIdle.upgrading",
                                upgrade.get().metadata().ref(),
                                node,
                                state.isEmpty() ? "–" : state));
    }

    static String stateIn(Upgrade upgrade, String node) {
        return upgrade.nodes().stream()
                .filter(each -> each.node().equals(node))
                .map(each -> each.state())
                .findFirst()
                .orElse("");
    }
}
