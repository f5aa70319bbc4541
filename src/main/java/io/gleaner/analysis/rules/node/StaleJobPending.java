package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.Finding.Evidence;
import io.gleaner.analysis.NodePhase;
import io.gleaner.analysis.NodeWork;
import io.gleaner.analysis.Requirement;
import io.gleaner.analysis.Severity;
import io.gleaner.analysis.Situation;
import io.gleaner.analysis.rules.Card;
import io.gleaner.analysis.rules.Match;
import io.gleaner.analysis.rules.Rule;
import io.gleaner.model.Job;
import io.gleaner.model.Text;
import io.gleaner.model.Upgrade;
import java.util.List;
import java.util.stream.Stream;

/**
 * N05: Rancher asked for a drain, and Harvester starts no hook Job while any Job of this upgrade in its namespace has not
 * succeeded once, be it a dead one ({@code checkPendingHookJobs} in harvester, {@code secret_controller.go}).
 */
final class StaleJobPending implements Rule {
    @Override
    public Card card() {
        return Card.of("N05", Severity.ERROR)
                .requiring(
                        Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.SECRETS, Requirement.CAPI_MACHINES)
                .known("harvester/harvester#7514", "harvester/harvester#5206");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        List<NodeWork> nodes = NodePhase.running(situation);
        return nodes.stream()
                .filter(node ->
                        waitsForHarvester(node) && nodes.stream().noneMatch(other -> other.isBusy() && other != node))
                .limit(1)
                .flatMap(node -> node.state().jobs().stream()
                        .filter(job -> isStale(node, job))
                        .map(job -> match(node, job)));
    }

    private static boolean waitsForHarvester(NodeWork node) {
        return node.is(NodeWork.PRELOADED) && node.isAskedToDrain()
                || node.is(NodeWork.PRE_DRAINED) && node.isAskedToFinish();
    }

    /** Dead, or at it for longer than a step of a node takes. The Job of the very step it waits for is another matter (N15). */
    private static boolean isStale(NodeWork node, Job job) {
        boolean pending = job.succeeded() == 0
                && "harvester-system".equals(job.metadata().ref().namespace())
                && job.metadata()
                        .label(Upgrade.UPGRADE_LABEL)
                        .filter(node.upgrade().name()::equals)
                        .isPresent();
        boolean ownStep = (node.is(NodeWork.PRELOADED) ? node.preDrain() : node.postDrain())
                .filter(job::equals)
                .isPresent();
        return pending
                && !ownStep
                && (job.conditions().isTrue("Failed") || job.started() != null && node.isLongAgo(job.started()));
    }

    private static Match match(NodeWork node, Job job) {
        return Match.of(
                        job.metadata().ref(),
                        node.name(),
                        job.name(),
                        "kubectl -n harvester-system delete job " + job.name())
                .since(job.started())
                .proof(NodeEvidence.state(node))
                .proof(node.plan().map(NodeEvidence::hooks).stream().toList())
                .proof(new Evidence(
                        job.metadata().ref(),
                        Text.of("analysis.evidence.jobCounts", job.succeeded(), job.failed(), job.active())))
                .proof(NodeEvidence.controllerSays(node.state(), "there are pending jobs: ("));
    }
}
