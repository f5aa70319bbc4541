package io.gleaner.analysis.rules.start;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class StartRules {
    public static final List<Rule> ALL = List.of(
            new FinishedUpgradeRestarted(),
            new LoggingNotReady(),
            new ImageNotImported(),
            new RepositoryNotReady(),
            new RepositoryInfoUnreachable(),
            new VersionNotEligible(),
            new PreparePodsPileUp(),
            new ImageStoreDamaged(),
            new NodeShortOfDisk(),
            new PlanWithoutJob(),
            new PreloadFailed(),
            new CertificatesHoldProvisioning(),
            new ProvisioningNotInOrder(),
            new UpgradeCleanupBlocked(),
            new PreviousUpgradeUnfinished(),
            new NextUpgradeNeedsReadyCharts());

    private StartRules() {}
}
