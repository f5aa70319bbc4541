package io.gleaner.recovery.guardian;

import io.gleaner.analysis.Assessment;
import io.gleaner.model.Text;
import io.gleaner.recovery.RecoveryPlan;
import io.gleaner.recovery.RunResult;
import io.gleaner.recovery.StepProgress;
import java.time.Instant;
import java.util.List;

/** What there is to tell while somebody watches. */
public sealed interface GuardianNews {
    /** The state of the cluster changed, or is seen for the first time. */
    record Seen(Assessment assessment) implements GuardianNews {}

    /** The cluster does not answer; what is known is as old as {@code since}. */
    record Lost(Instant since, Text cause) implements GuardianNews {}

    /** Charts that stay as they are, each with the reason. */
    record Left(List<RecoveryPlan.LeftOut> charts) implements GuardianNews {}

    record Starting(RecoveryPlan plan) implements GuardianNews {}

    record Step(RecoveryPlan plan, StepProgress progress) implements GuardianNews {}

    record Resumed(RunResult result) implements GuardianNews {}

    /** It did not work; nothing is tried before {@code nextTry}. */
    record Failed(Text why, Instant nextTry) implements GuardianNews {}
}
