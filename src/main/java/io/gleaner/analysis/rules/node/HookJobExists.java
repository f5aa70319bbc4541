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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * N15: the hook Job of the next step exists, but Harvester did not take note when it made it; each further try ends in
 * {@code already exists} (harvester#9293; since the change of harvester#9297 the controller goes on).
 */
final class HookJobExists implements Rule {
    @Override
    public Card card() {
        return Card.of("N15", Severity.ERROR)
                .affecting("≥1.6.0")
                .requiring(
                        Requirement.UPGRADES, Requirement.UPGRADE_JOBS, Requirement.SECRETS, Requirement.CAPI_MACHINES)
                .known("harvester/harvester#9293", "harvester/harvester#9297");
    }

    @Override
    public Stream<Match> matches(Situation situation) {
        return NodePhase.running(situation).stream()
                .flatMap(node -> jobOfNextStep(node)
                        .filter(job -> job.metadata().created() != null
                                && node.isLongAgo(job.metadata().created()))
                        .map(job -> match(node, job))
                        .stream());
    }

    private static Optional<Job> jobOfNextStep(NodeWork node) {
        if (node.is(NodeWork.PRELOADED) && node.isAskedToDrain()) {
            return node.preDrain();
        }
        return node.is(NodeWork.PRE_DRAINED) && node.isAskedToFinish() ? node.postDrain() : Optional.empty();
    }

    private static Match match(NodeWork node, Job job) {
        Match match = Match.of(
                        job.metadata().ref(),
                        node.name(),
                        node.status().state(),
                        job.name(),
                        "kubectl -n harvester-system delete job " + job.name())
                .since(job.metadata().created())
                .proof(NodeEvidence.state(node))
                .proof(node.plan().map(NodeEvidence::hooks).stream().toList())
                .proof(new Evidence(
                        job.metadata().ref(),
                        Text.of("analysis.evidence.jobCounts", job.succeeded(), job.failed(), job.active())))
                .proof(NodeEvidence.controllerSays(node.state(), "already exists"));
        return job.active() > 0 ? match.saying("advice", "active") : match;
    }
}
