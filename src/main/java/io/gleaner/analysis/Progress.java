package io.gleaner.analysis;

import io.gleaner.analysis.UpgradeAssessment.NodeAssessment;
import io.gleaner.analysis.UpgradeAssessment.Pace;
import io.gleaner.analysis.UpgradeAssessment.State;
import io.gleaner.analysis.timeline.NodeLane;
import io.gleaner.model.NodeUpgrade;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How an upgrade of engine v1 is getting on, as a whole and node by node. */
final class Progress {
    private final Upgrade upgrade;
    private final PhaseDetector.Position position;
    private final Pacing pacing;
    private final Map<String, NodeLane> lanes;

    Progress(Upgrade upgrade, PhaseDetector.Position position, Pacing pacing) {
        this.upgrade = upgrade;
        this.position = position;
        this.pacing = pacing;
        this.lanes = pacing.lanes().stream().collect(Collectors.toMap(NodeLane::node, Function.identity()));
    }

    Pace pace(List<PhaseProgress> phases) {
        return switch (position.state()) {
            case FAILED -> Pace.FAILED;
            case ABORTED, CANCELLING -> Pace.ABORTED;
            case PAUSED -> Pace.PROGRESSING;
            case SUCCEEDED -> position.phase() == Phase.DONE ? Pace.COMPLETED : running(phases);
            case RUNNING -> running(phases);
        };
    }

    private Pace running(List<PhaseProgress> phases) {
        PhaseProgress phase = Pacing.find(phases, position.phase());
        return phase == null ? Pace.PROGRESSING : pacing.pace(phase);
    }

    /** @param waits by node, what it waits for */
    List<NodeAssessment> nodes(Map<String, Text> waits) {
        return upgrade.nodes().stream()
                .map(node -> NodeAssessment.of(node, pace(node), waits.get(node.node())))
                .toList();
    }

    private Pace pace(NodeUpgrade node) {
        if (node.state().equals("Succeeded")) {
            return Pace.COMPLETED;
        }
        if (node.state().equals("Failed")) {
            return Pace.FAILED;
        }
        if (position.state() == State.FAILED || position.state() == State.CANCELLING) {
            return Pace.ABORTED;
        }
        NodeLane lane = lanes.get(node.node());
        if (lane == null) {
            return Pace.PROGRESSING;
        }
        if (node.state().equals("Images preloading")) {
            return pacing.preloadOverdue(lane) ? Pace.STALLED : Pace.PROGRESSING;
        }
        return PhaseDetector.isAtWork(node) ? pacing.pace(lane) : Pace.PROGRESSING;
    }
}
